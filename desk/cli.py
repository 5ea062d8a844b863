"""The command line: ``./sharewell COMMAND``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable
from typing import TypeAlias

import structlog

from desk.commands import (
    administration,
    bulk,
    comment,
    evaluate,
    evaluate_drafts,
    forget,
    import_history,
    import_replies,
    knowledge,
    learn,
    lessons,
    models,
    numbers,
    processes,
    simulate,
)
from desk.commands.history import READERS
from desk.commands.output import FAILED, say
from desk.domain.errors import DeskError
from desk.ports.errors import AssistantUnavailable, DatabaseUnavailable
from desk.services.lesson_files import FORMATS
from desk.settings import Settings, SettingsError, read_settings
from desk.simulators.registry import SIMULATORS

Command = Callable[[argparse.Namespace, Settings], int]
Subcommands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
FILE_HELP = "a CSV file with a text column, JSON lines, or plain lines; - for standard input"
ROUTINE = frozenset(
    {"request", "received", "drafted", "published", "remembered", "delivery_read", "fetched", "looked_up"}
)
ROLES = ("viewer", "drafter", "approver", "admin")
CHANNELS = ("api", "blog", "bluesky", "chat", "email", "facebook", "instagram", "linkedin", "mastodon", "x")


def parser() -> argparse.ArgumentParser:
    """All commands with their arguments, help and examples."""
    top = argparse.ArgumentParser(
        prog="sharewell",
        description="The reply desk for company pages.",
        epilog="setup sets up all that the other commands need; they do it themselves when it is missing.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(
        name: str, run: Command, help: str, example: str, parent: Subcommands = commands
    ) -> argparse.ArgumentParser:
        command = parent.add_parser(
            name,
            help=help,
            description=help[0].upper() + help[1:] + ".",
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(run=run)
        return command

    def group(name: str, help: str) -> Subcommands:
        command = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        return command.add_subparsers(title="commands", metavar="COMMAND", required=True)

    from desk.supervisor.commands import register

    register(commands)

    one = add("comment", comment.comment, "one comment through the whole path", './sharewell comment "Open on Sunday?"')
    one.add_argument("text")
    one.add_argument("--page", help="the page it is left on (needed when there are several)")
    one.add_argument("--channel", default="api", choices=CHANNELS)
    one.add_argument("--author", help="the name of who wrote it")
    one.add_argument("--json", action="store_true", help="print one JSON line")

    drafts = add(
        "draft", bulk.draft, "a draft for each comment of a file", "./sharewell draft comments.csv > drafts.jsonl"
    )
    drafts.add_argument("file", metavar="FILE", nargs="?", default="-", help=FILE_HELP)
    drafts.add_argument("--page", help="whose articles answer (needed when there are several pages)")
    drafts.add_argument("--articles", metavar="DIR", help="answer from this folder of Markdown instead of the desk's")

    classes = add("classify", bulk.classify, "what each comment of a file is", "./sharewell classify comments.csv")
    classes.add_argument("file", metavar="FILE", nargs="?", default="-", help=FILE_HELP)

    measures = group("evaluate", "how well it does on comments you have labelled")
    trial = add(
        "classify", evaluate.classify, "how well labelled comments are understood",
        "./sharewell evaluate classify last-year.csv --report report", measures,
    )  # fmt: skip
    trial.add_argument("file", metavar="FILE", help="a CSV file with the columns text and label")
    trial.add_argument("--train", action="store_true", help="learn from the file itself, tested by folds; any labels")
    trial.add_argument("--folds", type=int, metavar="N", help="with --train: how many parts, each tested once (5)")
    trial.add_argument("--group", metavar="COLUMN", help="rows with the same value here stay together, in one fold")
    trial.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="another name for a label")
    trial.add_argument("--report", metavar="DIR", help="also write DIR/evaluation.html, with charts and mistakes")
    trial.add_argument("--json", action="store_true", help="print one JSON line instead of tables")

    sent = add(
        "replies", evaluate.replies, "how near drafts come to the replies that were sent, as memory grows",
        "./sharewell evaluate replies last-year.csv --report report", measures,
    )  # fmt: skip
    sent.add_argument("file", metavar="FILE", help="CSV or JSON lines with comment and reply; page and date if known")
    sent.add_argument("--report", metavar="DIR", help="also write DIR/replies.html, with charts")
    sent.add_argument("--json", action="store_true", help="print one JSON line instead of tables")

    judged = add(
        "drafts", evaluate_drafts.drafts, "how drafts do on comments whose right answer is known",
        "./sharewell evaluate drafts expected.jsonl --articles help", measures,
    )  # fmt: skip
    judged.add_argument("file", metavar="FILE", help="JSON lines with text, articles, must, must_not, kind")
    judged.add_argument("--page", help="whose articles answer (needed when there are several pages)")
    judged.add_argument("--articles", metavar="DIR", help="answer from this folder of Markdown instead of the desk's")
    judged.add_argument("--misses", action="store_true", help="also print each comment that went wrong, as JSON lines")
    judged.add_argument("--json", action="store_true", help="print one JSON line instead of a table")

    finding = add(
        "answers", evaluate.answers, "how well the right answer is found, or refused, from example questions",
        "./sharewell evaluate answers --train examples.csv --test queries.csv --none out-of-scope", measures,
    )  # fmt: skip
    columns = "a CSV file with the columns text and label"
    finding.add_argument("--train", metavar="FILE", required=True, help=f"example questions of each answer: {columns}")
    finding.add_argument(
        "--test", metavar="FILE", required=True, help=f"queries and the answer each should get: {columns}"
    )
    finding.add_argument("--none", metavar="LABEL", required=True, help="the label of queries that nothing answers")
    finding.add_argument("--report", metavar="DIR", help="also write DIR/evaluation.html, with a chart and mistakes")
    finding.add_argument("--json", action="store_true", help="print one JSON line instead of tables")

    lints = add("lint", bulk.lint, "what sells, deflects or shouts in texts", "./sharewell lint replies.txt")
    lints.add_argument("file", metavar="FILE", nargs="?", default="-", help=FILE_HELP)

    imports = add("import", comment.import_file, "comments of a file into the queue", "./sharewell import march.csv")
    imports.add_argument("file", metavar="FILE", help=FILE_HELP)
    imports.add_argument("--page", help="the page they were left on (needed when there are several)")

    replies = add(
        "import-replies", import_replies.import_replies, "replies of earlier into memory; nothing is posted",
        "./sharewell import-replies last-year.csv --page my-page",
    )  # fmt: skip
    replies.add_argument(
        "file", metavar="FILE", help="CSV or JSON lines with comment and reply; date and page if known"
    )
    replies.add_argument("--page", help="the page that answered (where rows name none and there are several)")

    history = add(
        "import-history", import_history.import_history, "last year's comments and replies of another system; nothing is posted",
        "./sharewell import-history twitter-archive.zip --from x --page my-page",
    )  # fmt: skip
    history.add_argument(
        "file", metavar="FILE", help="the export: a file, a zip archive, or the folder it was unpacked to"
    )
    history.add_argument("--from", dest="source", required=True, choices=sorted(READERS), help="what wrote it")
    history.add_argument("--page", help="the page it belongs to (needed when there are several)")
    history.add_argument(
        "--own",
        action="append",
        default=[],
        metavar="NAME",
        help="a name or id under which the page itself wrote there",
    )
    history.add_argument("--pairs", metavar="FILE", help="also write the new pairs, masked, for evaluate replies")
    history.add_argument("--dry-run", action="store_true", help="say what is in it, and store nothing")

    stand_in = add(
        "simulate", simulate.simulate, "a stand-in for a platform, with people who write comments on it",
        "./sharewell simulate linkedin --connect fernhill-cycles --rate 30 --faults some",
    )  # fmt: skip
    stand_in.add_argument("platform", choices=sorted(SIMULATORS), help="which platform")
    stand_in.add_argument("--connect", metavar="PAGE", help="connect this page of the running desk to it")
    stand_in.add_argument("--hook", metavar="URL", help="where to deliver, when the page was connected by hand")
    stand_in.add_argument("--rate", type=_positive, default=10, metavar="N", help="comments a minute (10)")
    stand_in.add_argument("--count", type=_positive, metavar="N", help="stop after so many comments")
    stand_in.add_argument("--stay", action="store_true", help="with --count: go on answering when all are written")
    stand_in.add_argument("--faults", choices=sorted(simulate.FAULTS), default="none", help="what goes wrong (none)")
    stand_in.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed writes the same (1)")
    stand_in.add_argument("--port", type=int, default=0, metavar="PORT", help="the port on 127.0.0.1 (any)")

    forgetting = add(
        "forget", forget.forget, "what was answered to somebody out of memory and out of what was learned",
        "./sharewell forget 1004711 --page my-page",
    )  # fmt: skip
    forgetting.add_argument("author", metavar="AUTHOR", help="the platform's id of who wrote the comments")
    forgetting.add_argument("--page", help="the page they wrote on (needed when there are several)")
    forgetting.add_argument("--name", action="store_true", help="AUTHOR is the name shown with the comments, not an id")
    forgetting.add_argument("--yes", action="store_true", help="do it; without this it only shows what would go")

    content = group("knowledge", "help content")
    bring = add(
        "import", knowledge.knowledge_import, "store help content from a website, a file or a folder",
        "./sharewell knowledge import https://help.shop.example/sitemap.xml --page my-page --dry-run", content,
    )  # fmt: skip
    bring.add_argument(
        "source", metavar="SOURCE",
        help="the address of a page or a sitemap, a CSV file, a zip of HTML files, or a folder of Markdown",
    )  # fmt: skip
    bring.add_argument("--most", type=int, default=knowledge.MOST, metavar="N", help="pages of a sitemap (%(default)s)")
    sync = add(
        "sync", knowledge.knowledge_sync, "store a folder of Markdown articles",
        "./sharewell knowledge sync knowledge --dry-run", content,
    )  # fmt: skip
    sync.add_argument("folder", metavar="FOLDER", nargs="?", default="knowledge")
    for command in (bring, sync):
        command.add_argument("--page", help="whose articles they are; without it all pages share them")
        command.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        command.add_argument(
            "--prune", action="store_true", help="also remove what this source held before and lacks now"
        )
        command.add_argument("--as", dest="name", metavar="NAME", help="the source's name (its address or path)")
        command.add_argument("--take", action="store_true", help="take over articles of another page or source")

    learning = add(
        "learn", learn.learn, "learn from what people decided: train, compare, and serve what is better",
        "./sharewell learn",
    )  # fmt: skip
    doing = learning.add_mutually_exclusive_group()
    doing.add_argument("--status", action="store_true", help="how far the present run is, and what came of the last")
    doing.add_argument("--cancel", action="store_true", help="stop the present run; nothing changes")
    doing.add_argument(
        "--shadow", type=_positive, metavar="HOURS", help="have a model read new comments beside the one that serves"
    )
    doing.add_argument("--stop-shadow", action="store_true", help="end the shadow run; what it found stays")
    doing.add_argument("--take", action="store_true", help=argparse.SUPPRESS)
    learning.add_argument(
        "--model", metavar="MODEL", help="with --shadow: the start of its id (the newest not promoted)"
    )
    learning.add_argument("--json", action="store_true", help="print one JSON line")

    taught = group("lessons", "what is learned from, to and from files of Rasa, spreadsheets, Label Studio and Argilla")
    out = add(
        "export", lessons.lessons_export, "the lessons as learning takes them",
        "./sharewell lessons export --format rasa --out lessons.yml", taught,
    )  # fmt: skip
    out.add_argument("--format", required=True, choices=tuple(FORMATS))
    out.add_argument("--page", help="of this page only")
    out.add_argument("--since", metavar="DATE", help="only what was labelled from this day on (2026-03-31)")
    out.add_argument("--out", metavar="FILE", help="the file to write (standard output)")
    into = add(
        "import", lessons.lessons_import, "labels that people gave outside",
        "./sharewell lessons import project-1.json --page my-page --dry-run", taught,
    )  # fmt: skip
    into.add_argument("file", metavar="FILE", help="what another tool exported; - for standard input")
    into.add_argument("--page", help="the page it belongs to (needed when there are several)")
    into.add_argument("--format", choices=tuple(FORMATS), help="what it is (by its name and by what it holds)")
    into.add_argument("--by", metavar="EMAIL", help="the administrator whose labels they become (if there are several)")
    into.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="another name for a label")
    into.add_argument("--replace", action="store_true", help="also where people said something else here")
    into.add_argument("--dry-run", action="store_true", help="say what it would do, and store nothing")
    back = add(
        "undo", lessons.lessons_undo, "what an import brought, taken back; without IMPORT the last imports",
        "./sharewell lessons undo 4f1c", taught,
    )  # fmt: skip
    back.add_argument("id", metavar="IMPORT", nargs="?", help="the start of its id")
    back.add_argument("--by", metavar="EMAIL", help="the administrator who takes it back (if there are several)")

    served = add(
        "models", models.models, "the models that came of learning, and going back to the one before",
        "./sharewell models rollback",
    )  # fmt: skip
    served.add_argument("action", nargs="?", default="list", choices=("list", "promote", "rollback"))
    served.add_argument("model", nargs="?", metavar="MODEL", help="with promote: the start of its id")
    served.add_argument("--json", action="store_true", help="print JSON lines")

    counting = group("numbers", "the figures of the console")
    add(
        "rebuild", numbers.rebuild, "count all figures anew from the log",
        "./sharewell numbers rebuild", counting,
    )  # fmt: skip

    people = group("user", "accounts")
    user = add(
        "add", administration.user_add, "a new account; the password is asked for, or read from standard input",
        './sharewell user add ada@example.org --name "Ada" --role approver', people,
    )  # fmt: skip
    user.add_argument("email")
    user.add_argument("--name", required=True)
    user.add_argument("--role", default="approver", choices=ROLES)

    factor_off = add(
        "second-factor-off", administration.second_factor_off, "take somebody's second factor away, for a lost phone",
        "./sharewell user second-factor-off ada@example.org", people,
    )  # fmt: skip
    factor_off.add_argument("email")

    reset = add(
        "reset-link", administration.reset_link, "a link with which somebody sets a new password, for a forgotten one",
        "./sharewell user reset-link ada@example.org", people,
    )  # fmt: skip
    reset.add_argument("email")

    tokens = group("token", "tokens for a page's own system")
    token = add(
        "add", administration.token_add, "a new token", "./sharewell token add --page my-page --name website", tokens
    )
    token.add_argument("--page", help="the page it speaks for (needed when there are several)")
    token.add_argument("--name", required=True, help="what uses it")

    pages = group("page", "pages")
    page = add("add", administration.page_add, "a new page", './sharewell page add my-page --name "My page"', pages)
    page.add_argument("id")
    page.add_argument("--name", required=True)
    page.add_argument("--sign-with", help="the name that replies are signed with")
    page.add_argument("--undo-seconds", type=float, help="how long an approval can be taken back (default 10)")
    webhook = add(
        "webhook", administration.page_webhook, "where approved replies of a page go",
        "./sharewell page webhook https://shop.example/replies --page my-page", pages,
    )  # fmt: skip
    webhook.add_argument("url", nargs="?", help="leave it out to have replies fetched instead")
    webhook.add_argument("--page")

    add("admin-link", administration.admin_link, "a link for the first administrator", "./sharewell admin-link")
    add("web", processes.web, "serve console and API alone", "./sharewell web")
    add("worker", processes.worker, "run a worker alone", "./sharewell worker")
    add("migrate", processes.migrate, "bring the database up to date", "./sharewell migrate")
    add("demo", processes.demo, "let the demo company's comments arrive", "./sharewell demo")
    add("openapi", processes.openapi, "print the OpenAPI document", "./sharewell openapi > openapi.json")
    return top


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def main(argv: list[str] | None = None) -> None:
    """Run a command; a user's mistake is one line on standard error and exit code 1, never a traceback."""
    arguments = parser().parse_args(argv)
    try:
        settings = read_settings(os.environ)
        configure_logging(settings.log)
        sys.exit(arguments.run(arguments, settings))
    except (DeskError, SettingsError, AssistantUnavailable, DatabaseUnavailable) as error:
        say(f"sharewell: {error}")
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader of a pipe went away (head, less): nothing is wrong, and nothing can be printed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


def configure_logging(form: str) -> None:
    """Structured logs on standard error: for people, or as JSON lines."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            *([] if form == "json" else [_leave_out_routine]),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # remarks on odd pages, not for who imports them
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)


def _leave_out_routine(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """For people: what went as it should is not worth a line, and would bury what is; the JSON form keeps all."""
    if event.get("event") in ROUTINE and event.get("status", 200) < 500:
        raise structlog.DropEvent
    return event
