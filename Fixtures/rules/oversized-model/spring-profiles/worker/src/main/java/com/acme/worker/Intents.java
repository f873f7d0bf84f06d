package com.acme.worker;

import dev.langchain4j.model.chat.ChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Component;

@Component
public class Intents {

    private final ChatClient client;
    private final ChatModel model;

    public Intents(ChatClient.Builder builder, ChatModel model) {
        this.client = builder.build();
        this.model = model;
    }

    // The settings send this to a gateway of the house: what it makes of the name is not written here.
    public boolean isQuestion(String message) {
        String answer = client.prompt() // wattlint-ok: oversized-model
            .user("Is this message a question? Answer only yes or no.\n\n" + message)
            .call()
            .content();
        return answer.equals("yes");
    }

    public boolean isGreeting(String message) {
        String answer = model.chat("Is this message only a greeting? Answer only yes or no.\n\n" + message); // wattlint-expect: oversized-model
        return answer.equals("yes");
    }
}
