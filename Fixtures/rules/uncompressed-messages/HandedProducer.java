import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

class HandedProducer {
    private final Map<String, Object> settings;
    private KafkaProducer<Object, Object> producer;
    private final com.fasterxml.jackson.databind.ObjectMapper mapper = new com.fasterxml.jackson.databind.ObjectMapper();

    HandedProducer(Map<String, Object> settings) {
        this.settings = settings;
    }

    void start() {
        // Whoever fills the map decides.
        producer = new KafkaProducer<>(settings); // wattlint-ok: uncompressed-messages
    }
}
