from gui.pages.subnet.tabs import SubnetTabs


def test_choosing_a_part_tells_its_key(qtbot, theme):
    tabs = SubnetTabs((("metagraph", "Metagraph"), ("history", "History")))
    qtbot.addWidget(tabs)
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.mark("history")
    assert chosen.args == ["history"]


def test_an_unknown_part_is_the_first(qtbot, theme):
    tabs = SubnetTabs((("metagraph", "Metagraph"), ("history", "History")))
    qtbot.addWidget(tabs)
    tabs.mark("history")
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.mark("nonsense")
    assert chosen.args == ["metagraph"]
