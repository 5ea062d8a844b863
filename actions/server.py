"""The action server on loopback: `python -m actions.server`, port from $SHAREWELL_ACTIONS_PORT (5055)."""

from __future__ import annotations

import logging
import os
import sys

from language.model_settings import ModelSettingsError, read_model_settings

DEFAULT_PORT = 5055


def main() -> None:
    """Serve the actions until stopped; with a language model where SHAREWELL_MODEL_URL names one."""
    try:
        model = read_model_settings(os.environ)
    except ModelSettingsError as error:
        sys.exit(f"actions: {error}")
    from rasa_sdk.endpoint import create_app

    import actions.draft

    logging.basicConfig(
        level=os.environ.get("SHAREWELL_ACTIONS_LOG", "INFO"), format="%(levelname)s %(name)s %(message)s"
    )
    port = int(os.environ.get("SHAREWELL_ACTIONS_PORT") or DEFAULT_PORT)
    app = create_app(actions.draft)
    if model is not None:
        from actions.language_model.serving import attach

        attach(app, model)
    app.run("127.0.0.1", port, workers=1, access_log=False, debug=False)


if __name__ == "__main__":
    main()
