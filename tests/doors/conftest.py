from tests.mailserver import mail_house

__all__ = ["mail_house"]
