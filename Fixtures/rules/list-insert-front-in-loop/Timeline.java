package shop.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

class Timeline {
    List<Event> newestFirst(List<Event> events) {
        List<Event> result = new ArrayList<>();
        for (Event event : events) {
            result.add(0, event); // wattlint-expect: list-insert-front-in-loop
        }
        return result;
    }

    void drain(List<Event> events) {
        ArrayList<Event> open = new ArrayList<>(events);
        while (!open.isEmpty()) {
            handle(open.remove(0)); // wattlint-expect: list-insert-front-in-loop
        }
    }

    List<Event> linked(List<Event> events) {
        List<Event> result = new LinkedList<>();
        for (Event event : events) {
            result.add(0, event); // wattlint-ok: list-insert-front-in-loop
        }
        return result;
    }

    void unknown(List<Event> open) {
        while (!open.isEmpty()) {
            handle(open.remove(0)); // wattlint-ok: list-insert-front-in-loop
        }
    }

    void deque(List<Event> events) {
        ArrayDeque<Event> open = new ArrayDeque<>();
        for (Event event : events) {
            open.addFirst(event); // wattlint-ok: list-insert-front-in-loop
        }
    }

    List<String> names(Event event) {
        List<String> names = new ArrayList<>();
        Event current = event;
        while (current != null) {
            names.add(0, current.name()); // wattlint-ok: list-insert-front-in-loop
            current = current.parent();
        }
        return names;
    }

    void handle(Event event) {}
}
