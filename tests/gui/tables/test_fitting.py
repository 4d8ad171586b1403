from gui.tables.column import Cell, Column
from gui.tables.fitting import fitted


def column(width, **settings):
    return Column("k", "K", width, lambda r: Cell(""), lambda r: 0, lambda r: 0, **settings)


COLUMNS = {
    0: column(50),
    1: column(200, stretch=True, least=120),
    2: column(70, yields=True),
    3: column(60, yields=True),
}


def test_columns_have_their_own_widths_where_they_just_fit():
    assert fitted(COLUMNS, 380) == {0: 50, 1: 200, 2: 70, 3: 60}


def test_all_the_room_is_used():
    assert sum(fitted(COLUMNS, 1_003).values()) == 1_003


def test_the_stretching_column_gives_way_first():
    assert fitted(COLUMNS, 320) == {0: 50, 1: 140, 2: 70, 3: 60}


def test_the_last_yielding_column_makes_way_next():
    assert fitted(COLUMNS, 290) == {0: 50, 1: 170, 2: 70}
    assert fitted(COLUMNS, 180) == {0: 50, 1: 130}


def test_no_column_gets_less_than_its_least():
    assert fitted(COLUMNS, 90) == {0: 50, 1: 120}
