"""Searching for printers from a page: a button, the networks with their counts, what came of it."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.discovery.network_counts import NetworkCount, SearchedNetwork, counts_of
from agent.core.messages import network_search as words
from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.core.settings.form import items_of, shown
from agent.ui.window.address_list import AddressList
from agent.ui.window.background import in_background
from agent.ui.window.rows import FormPage, caption

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.discovery.networks import OwnNetworks
    from agent.core.model.access import Endpoint

TARGETS, EXCLUDE = "network.targets", "network.exclude"
RIGHTS = ("network.communities", "network.users")
ANSWER = 46  # pixels at 100 % kept free for what came of a search: three lines
MANY = 8  # lines of the list where it has the page to itself
LOOK_AGAIN = 700  # milliseconds between two looks at what was found


class SearchedTargets:
    """The list of networks to search, and the search in it.

    Where nothing is listed it shows this computer's own networks in grey: they are what is searched then.
    `frame` is the list and `row` the search, both still to be placed. `keeps_own`: a first network that a
    person adds is searched beside them, not in their place.
    """

    def __init__(self, page: FormPage, hint: str, width: int, *, keeps_own: bool = False) -> None:
        self._page, self._form, self._keeps_own = page, page.form, keeps_own
        self._own: tuple[str, ...] = ()
        self._counts: dict[str, NetworkCount] = {}
        self._networks: tuple[SearchedNetwork, ...] = ()
        self._is_running = self._was_stopped = False
        self.lists = AddressList(page, TARGETS, hint, self._line, self._beside)
        if keeps_own:
            self.lists.enlarge(MANY, width)
        self.lists.button(messages.OWN_NETWORKS, self._use_own)
        self.row = ttk.Frame(page.frame)
        self.row.rowconfigure(0, minsize=page.look.px(ANSWER))
        self._button = ttk.Button(self.row, text=words.SEARCH, width=15, command=self.on_button)
        self._button.grid(row=0, column=0, sticky="nw", padx=(0, page.look.px(12)))
        self._result, _ = caption(page, self.row, "", width)
        self._result.grid(row=0, column=1, sticky="nw")

    @property
    def entry(self) -> ttk.Entry:
        """Where a network is typed."""
        return self.lists.entry

    @property
    def frame(self) -> ttk.Frame:
        """The list, still to be placed."""
        return self.lists.frame

    def look_up_own(self, then: Callable[[], None] | None = None) -> None:
        """Find out which networks this computer is in and show them; then do what comes next."""

        def done(own: OwnNetworks) -> None:
            self._own = own.targets
            self._show_own()
            if own.doubtful and not self.lists.items:
                left_out = ", ".join(f"{name} ({why})" for name, why in own.doubtful)
                self._tell(words.not_searched(left_out))
            if then:
                then()

        in_background(self._result, self._form.adapters.own_networks, done, self._failed)

    def _beside(self) -> tuple[str, ...]:
        return self._own if self._keeps_own else ()

    def _use_own(self) -> None:
        """Put the own networks on the list, to which others can be added."""
        try:
            own = self._form.adapters.own_networks()
        except AgentError as error:
            self.lists.show_text(messages.of_error(error))
            return
        for network in own.targets:
            self.lists.put(network)
        if not own.targets or own.cut:
            self.lists.show_text(" ".join(own.cut) or messages.NO_OFFICE_NETWORK)

    def on_button(self) -> None:
        """Begin to search, or end the search that runs."""
        if not self._is_running:
            self.begin()
            return
        self._was_stopped = True
        self._button.state(["disabled"])
        in_background(self._result, self._form.adapters.search().stop, lambda _: None, self._failed)

    def begin(self) -> None:
        """Search in what the list shows now."""
        if self._is_running or not self._form.are_right(TARGETS, EXCLUDE):
            return
        targets = [shown(item) for item in items_of(self._form.values()[TARGETS])] or list(self._own)
        if not targets:
            self._tell(words.NO_NETWORK, is_wrong=True)
            return
        self._is_running, self._was_stopped = True, False
        self._button.configure(text=words.STOP)
        self._tell(words.SEARCHING)
        search, port = self._form.adapters.search(), self._form.settings().network.port
        in_background(self._result, lambda: search.networks(targets, port), self._know, self._not_counted)
        asked = () if self._is_as_saved() else self._asked(targets)
        in_background(self._result, lambda: search.run(asked), self._ended, self._failed)
        self._page.frame.after(LOOK_AGAIN, self._look)

    def stop(self) -> None:
        """End a search that still runs as the window closes."""
        if self._is_running:
            self._form.adapters.search().stop()

    def _is_as_saved(self) -> bool:
        saved, now = self._form.opened.values, self._form.values()
        return all(saved[key] == now[key] for key in (TARGETS, EXCLUDE))

    def _asked(self, targets: list[str]) -> tuple[str, ...]:
        excluded = (shown(item).removeprefix("!") for item in items_of(self._form.values()[EXCLUDE]))
        return (*targets, *(f"!{text}" for text in excluded))

    def _look(self) -> None:
        """Show what was found so far, again and again while the search runs."""
        if self._is_running:
            in_background(
                self._result, self._form.adapters.search().found, self._found, lambda _: self._later()
            )

    def _found(self, found: tuple[Endpoint, ...]) -> None:
        if self._is_running:
            self._count(found)
            self._tell(words.so_far(len(found)))
            self._later()

    def _later(self) -> None:
        self._page.frame.after(LOOK_AGAIN, self._look)

    def _ended(self, _: object) -> None:
        self._over()
        in_background(self._result, self._form.adapters.search().found, self._came_to, self._failed)

    def _came_to(self, found: tuple[Endpoint, ...]) -> None:
        self._count(found)
        if self._was_stopped:
            self._tell(f"{words.STOPPED} {words.printers(len(found))}.")
        elif self._has_unsaved_rights():
            self._tell(f"{words.found(len(found))} {words.UNSAVED_PASSWORDS}")
        else:
            self._tell(words.found(len(found)), is_wrong=not found)

    def _not_counted(self, error: AgentError) -> None:
        self.lists.show_text(messages.of_error(error))

    def _failed(self, error: AgentError) -> None:
        self._over()
        self._tell(messages.of_error(error), is_wrong=True)

    def _over(self) -> None:
        self._is_running = False
        self._button.configure(text=words.SEARCH)
        self._button.state(["!disabled"])

    def _has_unsaved_rights(self) -> bool:
        saved, now = self._form.opened.values, self._form.values()
        return bool(self._form.typed) or any(saved[key] != now[key] for key in RIGHTS)

    def _know(self, networks: tuple[SearchedNetwork, ...]) -> None:
        self._networks = networks
        self._count(())

    def _count(self, found: tuple[Endpoint, ...]) -> None:
        counts = counts_of(self._networks, found)
        if counts != tuple(self._counts.values()):
            self._counts = {count.text: count for count in counts}
            self._show_own()

    def _show_own(self) -> None:
        own = words.OWN_NETWORK
        self.lists.instead = tuple(f"{self._line(text)} \N{EN DASH} {own}" for text in self._own)
        self.lists.refresh()

    def _line(self, item: object) -> str:
        """Return a network as its line shows it, with its counts where they are known."""
        text = shown(item)
        count = self._counts.get(text)
        if count is None:
            return text
        return f"{text}: {words.printers(count.printers)} ({words.addresses(count.addresses)})"

    def _tell(self, text: str, *, is_wrong: bool = False) -> None:
        self._page.look.tell(self._result, text if is_wrong else "", text)
