package plants;

import java.util.List;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlantController {
    private final OpenAiChatModel steady = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_KEY")).modelName("gpt-4.1-nano").temperature(0.0).build();
    private final OpenAiChatModel lively = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_KEY")).modelName("gpt-4.1-nano").temperature(0.9).build();
    private final OpenAiChatModel own = OpenAiChatModel.builder().baseUrl("http://llm.internal:8000/v1").modelName("plants").temperature(0.0).build();

    @GetMapping("/plants/{name}")
    String latin(@PathVariable String name) {
        return steady.chat("Give the Latin name of the plant " + name + "."); // wattlint-expect: uncached-inference
    }

    @GetMapping("/plants/{name}/family")
    String family(@PathVariable String name) {
        String question = String.format("Which family is the plant %s of? Answer with one word.", name);
        return steady.chat(question); // wattlint-expect: uncached-inference
    }

    // Another poem each time, as it shall be.
    @GetMapping("/plants/{name}/poem")
    String poem(@PathVariable String name) {
        return lively.chat("Write a poem about the plant " + name + "."); // wattlint-ok: uncached-inference
    }

    // One person's own garden.
    @GetMapping("/gardens/advice")
    String advice(@RequestParam String userId) {
        return steady.chat("What should the garden of " + userId + " get next?"); // wattlint-ok: uncached-inference
    }

    @PostMapping("/plants/describe")
    String describe(@RequestBody String words) {
        return steady.chat("Say in one sentence what this is: " + words); // wattlint-ok: uncached-inference
    }

    // A server of one's own may keep answers itself.
    @GetMapping("/plants/{name}/soil")
    String soil(@PathVariable String name) {
        return own.chat("Which soil does " + name + " like?"); // wattlint-ok: uncached-inference
    }

    // With a tool that looks at the stock, the answer is of this moment.
    @GetMapping("/plants/{name}/offer")
    String offer(@PathVariable String name, Shop shop) {
        ChatRequest request = ChatRequest.builder().messages(SystemMessage.from("Offer what is there."), UserMessage.from(name)).toolSpecifications(shop.tools()).build();
        return steady.chat(request).aiMessage().text(); // wattlint-ok: uncached-inference
    }
}
