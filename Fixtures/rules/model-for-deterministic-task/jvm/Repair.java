package texts;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;

class Repair {
    private final ChatModel model = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_KEY")).modelName("gpt-4o-mini").temperature(0.0).build();

    String repaired(String broken) {
        return model.chat("Fix the following invalid JSON and return only the JSON:\n" + broken); // wattlint-expect: model-for-deterministic-task
    }

    String repairedFormatted(String broken) {
        return model.chat("Fix the following invalid JSON and return only the JSON:\n%s".formatted(broken)); // wattlint-expect: model-for-deterministic-task
    }

    String told(String text) {
        return model.chat("Describe in two sentences what this text is about:\n" + text); // wattlint-ok: model-for-deterministic-task
    }

    // What a request holds besides its messages is not known.
    String withTools(ChatRequest request) {
        return model.chat(request).aiMessage().text(); // wattlint-ok: model-for-deterministic-task
    }

    String asked(String text, Tools tools) {
        ChatRequest request = ChatRequest.builder().messages(UserMessage.from("Count the words of this text: " + text)).toolSpecifications(tools.all()).build();
        return model.chat(request).aiMessage().text(); // wattlint-ok: model-for-deterministic-task
    }
}
