package shop.events;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.serializer.JsonSerializer;

class PackedProducerConfiguration {
    ProducerFactory<String, OrderPlaced> producerFactory() {
        return new DefaultKafkaProducerFactory<>( // wattlint-ok: uncompressed-messages
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "kafka:9092",
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, JsonSerializer.class,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"));
    }
}
