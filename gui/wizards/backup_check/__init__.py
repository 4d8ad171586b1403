"""See ``gui.wizards.backup_check.page``."""

from gui.wizards.backup_check.page import BackupCheckPage

__all__ = ["BackupCheckPage"]
