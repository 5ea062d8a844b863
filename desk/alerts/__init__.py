"""Messages to people outside the desk."""
