package com.acme.mail;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;

public class Urgency {
    private final ChatClient chatClient;
    private final ChatClient small;

    public Urgency(ChatClient.Builder builder, ChatClient.Builder other) {
        this.chatClient = builder.defaultOptions(OpenAiChatOptions.builder().model("gpt-4o").build()).build();
        this.small = other.defaultSystem("You sort mail.").defaultOptions(OpenAiChatOptions.builder().model("gpt-4o-mini").build()).build();
    }

    public boolean isUrgent(String mail) {
        String answer = chatClient.prompt().user("Is this mail urgent? Answer yes or no: " + mail).call().content(); // wattlint-expect: oversized-model
        return answer.trim().equalsIgnoreCase("yes");
    }

    public boolean isComplaint(String mail) {
        String answer = small.prompt().user("Is this mail a complaint? Answer yes or no: " + mail).call().content(); // wattlint-ok: oversized-model
        return answer.trim().equalsIgnoreCase("yes");
    }
}
