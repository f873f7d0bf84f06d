package rail.tickets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

@Service
class TicketService {
    private final StationRepository stations;
    private final Map<Long, Station> known = new HashMap<>();

    TicketService(StationRepository stations) {
        this.stations = stations;
    }

    List<String> names(List<Ticket> tickets) {
        List<String> names = new ArrayList<>();
        for (Ticket ticket : tickets) {
            Station station = stations.findById(ticket.stationId()).orElseThrow(); // wattlint-expect: n-plus-one-query
            names.add(station.name());
        }
        return names;
    }

    List<String> namesAtOnce(List<Ticket> tickets) {
        List<String> names = new ArrayList<>();
        for (Station station : stations.findAllById(tickets.stream().map(Ticket::stationId).toList())) { // wattlint-ok: n-plus-one-query
            names.add(station.name());
        }
        return names;
    }

    List<String> namesOnceEach(List<Ticket> tickets) {
        List<String> names = new ArrayList<>();
        for (Ticket ticket : tickets) {
            if (!known.containsKey(ticket.stationId())) {
                known.put(ticket.stationId(), stations.findById(ticket.stationId()).orElseThrow()); // wattlint-ok: n-plus-one-query
            }
            names.add(known.get(ticket.stationId()).name());
        }
        return names;
    }

    void close(List<Ticket> tickets, TicketRepository repository) {
        for (Ticket ticket : tickets) {
            // Read again, since it may have changed meanwhile.
            Ticket current = repository.findById(ticket.getId()).orElseThrow(); // wattlint-ok: n-plus-one-query
            current.close();
        }
    }

    Station first(Ticket ticket) {
        return stations.findById(ticket.stationId()).orElseThrow(); // wattlint-ok: n-plus-one-query
    }
}
