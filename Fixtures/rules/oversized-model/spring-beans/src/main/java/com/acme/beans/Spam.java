package com.acme.beans;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Component;

@Component
public class Spam {

    private final ChatClient client;

    public Spam(ChatClient client) {
        this.client = client;
    }

    // AiConfig hands out a client of its own, with a small model.
    public boolean isSpam(String message) {
        String answer = client.prompt() // wattlint-ok: oversized-model
            .user("Is this message spam? Answer only yes or no.\n\n" + message)
            .call()
            .content();
        return answer.equals("yes");
    }
}
