package shop.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

class WrittenPublisher {
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(settings()); // wattlint-expect: uncompressed-messages
    private final ObjectMapper mapper = new ObjectMapper();

    private static Properties settings() {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "kafka:9092");
        return properties;
    }

    void publish(Order order) throws Exception {
        producer.send(new ProducerRecord<>("orders", mapper.writeValueAsString(order)));
    }
}
