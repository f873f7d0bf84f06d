package bank.fraud;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FraudController {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession shared;
    private OrtSession later;

    FraudController() throws OrtException {
        shared = environment.createSession("/models/fraud.onnx"); // wattlint-ok: model-load-per-call
    }

    @PostMapping("/payments/score")
    float score(@RequestBody float[] payment) throws OrtException {
        try (OrtSession session = environment.createSession("/models/fraud.onnx", new OrtSession.SessionOptions())) { // wattlint-expect: model-load-per-call
            return run(session, payment);
        }
    }

    @PostMapping("/payments/score-shared")
    float scoreShared(@RequestBody float[] payment) throws OrtException {
        return run(shared, payment);
    }

    @GetMapping("/payments/warm")
    void warm() throws OrtException {
        if (later == null) {
            later = environment.createSession("/models/fraud.onnx"); // wattlint-ok: model-load-per-call
        }
    }

    private float run(OrtSession session, float[] payment) throws OrtException {
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[][] {payment});
        return ((float[][]) session.run(Map.of("payment", input)).get(0).getValue())[0][0];
    }
}
