package com.acme.api;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Component;

@Component
public class Moderation {

    private final ChatClient client;

    public Moderation(ChatClient.Builder builder) {
        this.client = builder.build();
    }

    // One of the profiles binds a small model: not every run wastes anything.
    public boolean isToxic(String comment) {
        String answer = client.prompt() // wattlint-ok: oversized-model
            .user("Is this comment toxic? Answer only yes or no.\n\n" + comment)
            .call()
            .content();
        return answer.equals("yes");
    }
}
