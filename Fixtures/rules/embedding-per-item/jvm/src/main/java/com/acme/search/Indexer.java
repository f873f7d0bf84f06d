package com.acme.search;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;

public class Indexer {

    private final EmbeddingModel embeddings;
    private final VectorTable table;

    public Indexer(EmbeddingModel embeddings, VectorTable table) {
        this.embeddings = embeddings;
        this.table = table;
    }

    public void index(List<TextSegment> segments) {
        for (TextSegment segment : segments) {
            Embedding vector = embeddings.embed(segment).content(); // wattlint-expect: embedding-per-item
            table.insert(segment.text(), vector.vector());
        }
    }

    public List<float[]> vectors(List<String> titles) {
        return titles.stream()
                .filter(title -> !title.isBlank())
                .map(title -> embeddings.embed(title).content().vector()) // wattlint-expect: embedding-per-item
                .toList();
    }

    public void indexAtOnce(List<TextSegment> segments) {
        List<Embedding> vectors = embeddings.embedAll(segments).content(); // wattlint-ok: embedding-per-item
        for (int i = 0; i < segments.size(); i++) {
            table.insert(segments.get(i).text(), vectors.get(i).vector());
        }
    }

    public float[] query(String question) {
        // One text, tried again when the service is busy.
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                return embeddings.embed(question).content().vector(); // wattlint-ok: embedding-per-item
            } catch (RuntimeException busy) {
                pause(attempt);
            }
        }
        return new float[0];
    }

    private void pause(int attempt) {}

    interface VectorTable {
        void insert(String text, float[] vector);
    }
}
