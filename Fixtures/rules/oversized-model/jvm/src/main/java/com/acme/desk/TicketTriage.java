package com.acme.desk;

import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatModelName;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModelName;
import java.util.List;
import org.springframework.stereotype.Service;

/** Sorts what comes in. */
@Service
public class TicketTriage {

    private static final String LARGE = "gpt-4o";

    private static final String CATEGORY_PROMPT = """
            Classify the following support ticket – Übersetzung nötig? – into exactly one of:
            billing, shipping, technical, other.
            Answer with one word only.
            """;

    private final ChatModel model = OpenAiChatModel.builder()
            .apiKey(System.getenv("OPENAI_API_KEY"))
            .modelName(LARGE)
            .temperature(0.0)
            .build();

    private final ChatModel claude;
    private final ChatModel injected;
    private final OpenAiChatModel small = OpenAiChatModel.builder().modelName(GPT_4_O_MINI).temperature(0.0).build();

    public TicketTriage(ChatModel injected) {
        this.injected = injected;
        this.claude = AnthropicChatModel.builder()
                .apiKey(System.getenv("ANTHROPIC_API_KEY"))
                .modelName(AnthropicChatModelName.CLAUDE_3_OPUS_20240229)
                .maxTokens(5)
                .build();
    }

    public String classifyTicket(String text) {
        String answer = model.chat(CATEGORY_PROMPT + "Größe „M“: " + text); // wattlint-expect: oversized-model
        switch (answer.trim().toLowerCase()) {
            case "billing":
                return "finance";
            case "shipping":
                return "logistics";
            default:
                return "support";
        }
    }

    public boolean isSpam(String mail) {
        var reply = claude.chat(UserMessage.from("Is this mail spam? Answer yes or no.\n\n" + mail)); // wattlint-expect: oversized-model
        return reply.aiMessage().text().trim().equalsIgnoreCase("yes");
    }

    public boolean isSpamCheaply(String mail) {
        return small.chat("Is this mail spam? Answer yes or no.\n\n" + mail).equalsIgnoreCase("yes"); // wattlint-ok: oversized-model
    }

    /** Nobody here knows which model is injected. */
    public boolean isAngry(String mail) {
        return injected.chat("Is the writer angry? Answer yes or no.\n\n" + mail).contains("yes"); // wattlint-ok: oversized-model
    }

    public int scoreUrgency(String mail) {
        OpenAiChatModel.OpenAiChatModelBuilder builder = OpenAiChatModel.builder().modelName(OpenAiChatModelName.GPT_4_TURBO);
        builder.temperature(0.0);
        builder.maxTokens(3);
        ChatModel scorer = builder.build();
        var prompt = List.of(
                SystemMessage.from("Rate the urgency of the mail on a scale of 1 to 5. Return only a number."),
                UserMessage.from(mail));
        return Integer.parseInt(scorer.chat(prompt).aiMessage().text()); // wattlint-expect: oversized-model
    }

    /** The profile decides: large or small. */
    public boolean needsHuman(String mail, boolean thorough) {
        var builder = OpenAiChatModel.builder().temperature(0.0).modelName("gpt-4o-mini");
        if (thorough) {
            builder.modelName("gpt-4o");
        }
        return builder.build().chat("Does this need a human? Answer yes or no.\n" + mail).startsWith("yes"); // wattlint-ok: oversized-model
    }

    public String draftReply(String mail) {
        // A letter is no label.
        return model.chat("Write a friendly and complete reply to this customer, in three paragraphs:\n" + mail); // wattlint-ok: oversized-model
    }

    /** Made, and never asked anything. */
    ChatModel spare() {
        return OpenAiChatModel.builder().modelName("gpt-4o").build(); // wattlint-ok: oversized-model
    }
}
