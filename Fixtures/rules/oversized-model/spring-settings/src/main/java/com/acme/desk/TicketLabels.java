package com.acme.desk;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

@Service
public class TicketLabels {

    enum Queue { BILLING, SHIPPING, RETURNS, OTHER }

    private final ChatClient chatClient;
    private final ChatModel chatModel;

    @Value("${helpdesk.summary-model}")
    private String summaryModel;

    @Value("${helpdesk.label-model}")
    private String labelModel;

    public TicketLabels(ChatClient.Builder builder, ChatModel chatModel) {
        this.chatClient = builder.build();
        this.chatModel = chatModel;
    }

    // The model is that of application.yml, and of application-prod.yml where that profile is active: both are large.
    public Queue classifyTicket(String ticket) {
        return chatClient.prompt() // wattlint-expect: oversized-model
            .system("Classify the ticket into exactly one of: BILLING, SHIPPING, RETURNS, OTHER.")
            .user(ticket)
            .call()
            .entity(Queue.class);
    }

    public boolean isUrgent(String ticket) {
        String answer = chatModel.call("Is this ticket urgent? Answer only yes or no.\n\n" + ticket); // wattlint-expect: oversized-model
        return answer.trim().equalsIgnoreCase("yes");
    }

    public boolean isComplaint(String ticket) {
        String answer = chatClient.prompt() // wattlint-expect: oversized-model
            .user("Is this a complaint? Answer only yes or no.\n\n" + ticket)
            .options(OpenAiChatOptions.builder().model(labelModel).build())
            .call()
            .content();
        return answer.equals("yes");
    }

    public boolean isSpam(String ticket) {
        String answer = chatClient.prompt() // wattlint-ok: oversized-model
            .user("Is this ticket spam? Answer only yes or no.\n\n" + ticket)
            .options(OpenAiChatOptions.builder().model(summaryModel).build())
            .call()
            .content();
        return answer.equals("yes");
    }

    public boolean isDuplicate(String ticket, OpenAiChatOptions options) {
        String answer = chatClient.prompt() // wattlint-ok: oversized-model
            .user("Is this ticket a duplicate? Answer only yes or no.\n\n" + ticket)
            .options(options)
            .call()
            .content();
        return answer.equals("yes");
    }

    public String draftReply(String ticket) {
        return chatClient.prompt() // wattlint-ok: oversized-model
            .system("Write a polite and complete reply to the customer.")
            .user(ticket)
            .call()
            .content();
    }
}
