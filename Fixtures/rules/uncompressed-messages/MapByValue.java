package shop.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.serializer.JsonSerializer;

@Configuration
class MapByValue {
    @Value("#{${shop.kafka.producer}}")
    private Map<String, Object> given;

    @Bean
    ProducerFactory<String, Basket> whole() {
        return new DefaultKafkaProducerFactory<>(given, null, new JsonSerializer<>()); // wattlint-ok: uncompressed-messages
    }

    @Bean
    ProducerFactory<String, Basket> copied() {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, JsonSerializer.class);
        return new DefaultKafkaProducerFactory<>(settings); // wattlint-ok: uncompressed-messages
    }
}
