"""What the desk says, told apart by codes, so that the console can say it in another language.

The English is made where it belongs, in services, connectors and the assistant, and much of it is stored. Here the
sentences are recognised by the catalogue beside this file: a JSON document a topic, from a code to the English with
named gaps. A text goes out as it was, and beside it its phrases: code and values. What the catalogue doesn't know, such
as the words of a platform or a person, stays a piece of text without a code.
"""

from desk.web.said.catalogue import CATALOGUE, Template, Topics
from desk.web.said.phrases import Coded, phrases

__all__ = ["CATALOGUE", "Coded", "Template", "Topics", "phrases"]
