"""The tab of people: who is due, and behind it the talks with each and the questions for them."""

from typing import ClassVar

from textual import on

from rut_tui.views.lists.stack import PageStack
from rut_tui.views.people.contacts import ContactsPage
from rut_tui.views.people.people import PeoplePage
from rut_tui.views.people.questions import QuestionsPage


class PeoplePane(PageStack):
    """People, talks, questions."""

    PAGES: ClassVar = (PeoplePage, ContactsPage, QuestionsPage)

    @on(PeoplePage.LogWanted)
    def _show_log(self, event: PeoplePage.LogWanted) -> None:
        event.stop()
        self.query_one(ContactsPage).about_person(event.person)
        self.turn_to(ContactsPage.NAME)

    @on(PeoplePage.QuestionsWanted)
    def _show_questions(self, event: PeoplePage.QuestionsWanted) -> None:
        event.stop()
        self.turn_to(QuestionsPage.NAME)


PANE = PeoplePane
