"""A real WordPress from Debian's packages, for tests: its own MariaDB, PHP's built-in web server, loopback only."""
