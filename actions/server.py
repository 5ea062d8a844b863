"""The action server on loopback: `python -m actions.server`, port from $SHAREWELL_ACTIONS_PORT (5055)."""

from __future__ import annotations

import logging
import os

DEFAULT_PORT = 5055


def main() -> None:
    """Serve the actions until stopped."""
    from rasa_sdk.endpoint import create_app

    import actions.draft

    logging.basicConfig(
        level=os.environ.get("SHAREWELL_ACTIONS_LOG", "INFO"), format="%(levelname)s %(name)s %(message)s"
    )
    port = int(os.environ.get("SHAREWELL_ACTIONS_PORT") or DEFAULT_PORT)
    app = create_app(actions.draft)
    app.run("127.0.0.1", port, workers=1, access_log=False, debug=False)


if __name__ == "__main__":
    main()
