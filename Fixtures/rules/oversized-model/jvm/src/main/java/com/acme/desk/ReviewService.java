package com.acme.desk;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.beans.factory.annotation.Value;

public class ReviewService {

    enum Sentiment { POSITIVE, NEGATIVE, NEUTRAL }

    record Verdict(Sentiment sentiment, boolean needsReply) {}

    private final ChatClient chatClient;

    @Value("${reviews.model:gpt-4o}")
    private String model;

    @Value("${reviews.other-model}")
    private String otherModel;

    ReviewService(ChatClient.Builder builder) {
        this.chatClient = builder.build();
    }

    Sentiment classifySentiment(String review) {
        return chatClient.prompt() // wattlint-expect: oversized-model
                .system("Classify the sentiment of the review as POSITIVE, NEGATIVE or NEUTRAL.")
                .user(u -> u.text("Review: {review}").param("review", review))
                .options(OpenAiChatOptions.builder().model("gpt-4o").temperature(0.0).build())
                .call()
                .entity(Sentiment.class);
    }

    Verdict labelReview(String review) {
        var options = OpenAiChatOptions.builder().model(OpenAiApi.ChatModel.GPT_4_O.getValue()).build();
        return chatClient.prompt() // wattlint-expect: oversized-model
                .user("Classify the review: is it positive, negative or neutral, and must we reply?\n" + review)
                .options(options)
                .call()
                .entity(Verdict.class);
    }

    boolean isComplaint(String review) {
        String answer = chatClient.prompt("Determine whether this is a complaint. Answer yes or no: " + review) // wattlint-expect: oversized-model
                .options(OpenAiChatOptions.builder().model(model).build())
                .call()
                .content();
        return "yes".equalsIgnoreCase(answer);
    }

    boolean isPraise(String review) {
        String answer = chatClient.prompt("Determine whether this is praise. Answer yes or no: " + review) // wattlint-ok: oversized-model
                .options(OpenAiChatOptions.builder().model(otherModel).build())
                .call()
                .content();
        return "yes".equalsIgnoreCase(answer);
    }

    boolean isComplaintWithTools(String review) {
        String answer = chatClient.prompt("Determine whether this is a complaint. Answer yes or no: " + review) // wattlint-ok: oversized-model
                .options(OpenAiChatOptions.builder().model("gpt-4o").build())
                .tools(new OrderTools())
                .call()
                .content();
        return "yes".equalsIgnoreCase(answer);
    }

    String answerReview(String review) {
        return chatClient.prompt() // wattlint-ok: oversized-model
                .user("Answer this review as the owner of the shop would, kindly and at length: " + review)
                .options(OpenAiChatOptions.builder().model("gpt-4o").build())
                .call()
                .content();
    }

    static class OrderTools {}
}
