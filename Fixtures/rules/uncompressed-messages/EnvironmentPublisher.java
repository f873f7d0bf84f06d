package shop.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

class EnvironmentPublisher {
    private final ObjectMapper mapper = new ObjectMapper();

    KafkaProducer<String, String> make() {
        Properties properties = new Properties();
        for (String name : ProducerConfig.configNames()) {
            String value = System.getenv("KAFKA_" + name.toUpperCase().replace('.', '_'));
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new KafkaProducer<>(properties); // wattlint-ok: uncompressed-messages
    }

    void publish(KafkaProducer<String, String> producer, Order order) throws Exception {
        producer.send(new ProducerRecord<>("orders", mapper.writeValueAsString(order)));
    }
}
