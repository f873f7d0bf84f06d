package shop.notes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.List;

class Notes {
    private final ObjectMapper mapper = new ObjectMapper();
    private final ChatModel model = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName("gpt-4.1-mini").build();

    String note(Order order) throws Exception {
        String json = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(order); // wattlint-expect: pretty-json-in-prompt
        return model.chat("Write a short note for the packer about this order:\n" + json);
    }

    String plain(Order order) throws Exception {
        return model.chat("Write a short note for the packer about this order:\n" + mapper.writeValueAsString(order)); // wattlint-ok: pretty-json-in-prompt
    }

    void log(Order order) throws Exception {
        System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(order)); // wattlint-ok: pretty-json-in-prompt
    }

    String complaints(Inbox inbox) throws Exception {
        List<String> letters = inbox.letters();
        // A list of texts stays in one line.
        String json = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(letters); // wattlint-ok: pretty-json-in-prompt
        return model.chat("What do these letters complain about?\n" + json);
    }

    String shelves(Inbox inbox) throws Exception {
        List<Order> orders = inbox.orders();
        String json = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(orders); // wattlint-expect: pretty-json-in-prompt
        return model.chat("In which order should these be packed?\n" + json);
    }
}
