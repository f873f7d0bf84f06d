package com.acme;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

@Component
public class ModelHealth implements HealthIndicator {
    private final ChatClient client;

    public ModelHealth(ChatClient client) {
        this.client = client;
    }

    @Override
    public Health health() {
        client.prompt().user("ping").call().content(); // wattlint-expect: live-model-health-check
        return Health.up().build();
    }
}
