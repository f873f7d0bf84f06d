package shop.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

class ConfiguredPublisher {
    private final KafkaProducer<String, String> producer;
    private final ObjectMapper mapper = new ObjectMapper();

    ConfiguredPublisher(PublisherSettings settings) {
        // The class of settings takes every key of a producer.
        Map<String, Object> config = settings.toProducerConfig();
        producer = new KafkaProducer<>(config); // wattlint-ok: uncompressed-messages
    }

    KafkaProducer<String, String> copied(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.producer());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(config); // wattlint-ok: uncompressed-messages
    }

    void publish(Order order) throws Exception {
        producer.send(new ProducerRecord<>("orders", mapper.writeValueAsString(order)));
    }
}
