package hotel.bookings;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import hotel.bookings.proto.BookingChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Service;

@Service
public class BookingPublisher {
    private static final Logger log = LoggerFactory.getLogger(BookingPublisher.class);
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private final KafkaTemplate<String, String> texts;
    private final KafkaTemplate<String, byte[]> bytes;
    private final AuditStore audit;

    public BookingPublisher(KafkaTemplate<String, String> texts, KafkaTemplate<String, byte[]> bytes, AuditStore audit) {
        this.texts = texts;
        this.bytes = bytes;
        this.audit = audit;
    }

    public void changed(BookingChanged event) throws InvalidProtocolBufferException {
        texts.send("bookings.changed", event.getId(), PRINTER.print(event)); // wattlint-expect: protobuf-sent-as-json
    }

    public void changedInFull(BookingChanged event) throws InvalidProtocolBufferException {
        String body = JsonFormat.printer().print(event); // wattlint-expect: protobuf-sent-as-json
        texts.send("bookings.full", body);
    }

    public void changedAsBytes(BookingChanged event) {
        bytes.send("bookings.binary", event.getId(), event.toByteArray()); // wattlint-ok: protobuf-sent-as-json
    }

    public void keep(BookingChanged event) throws InvalidProtocolBufferException {
        log.debug("changed {}", PRINTER.print(event)); // wattlint-ok: protobuf-sent-as-json
        audit.send("bookings", PRINTER.print(event)); // wattlint-ok: protobuf-sent-as-json
    }
}
