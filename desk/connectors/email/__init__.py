"""A mailbox: messages come in by IMAP, replies leave by SMTP and stay in their thread."""
