package com.acme.orders;

import java.util.List;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.client.RestTemplate;

@Component
public class OrderEvents {

    private static final String PRICING = "http://pricing.shop.svc.cluster.local";

    private final RestTemplate rest;

    public OrderEvents(RestTemplate rest) {
        this.rest = rest;
    }

    @KafkaListener(topics = "orders")
    public void onOrder(Order order) {
        Price price = rest.postForObject(PRICING + "/v1/quote", order, Price.class); // wattlint-expect: json-internal-api
        store(order, price);
    }

    @PostMapping("/carts")
    public void price(Cart cart, HttpHeaders headers) {
        for (Item item : cart.items()) {
            rest.exchange(PRICING + "/v1/item", HttpMethod.POST, new HttpEntity<>(item, headers), Price.class); // wattlint-expect: json-internal-api, n-plus-one-http
        }
    }

    public void nightly(Order order) {
        rest.postForObject("http://letters.shop.svc.cluster.local/v1/print", order, Void.class); // wattlint-ok: json-internal-api
    }

    @KafkaListener(topics = "payments")
    public void onPayment(Payment payment) {
        // Somebody else's service.
        rest.postForObject("https://api.payments.example.com/v2/captures", payment, Void.class); // wattlint-ok: json-internal-api
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("order", payment.order());
        rest.postForObject(PRICING + "/legacy", form, Void.class); // wattlint-ok: json-internal-api
        rest.exchange(PRICING + "/v1/rates", HttpMethod.GET, new HttpEntity<>(payment), Price.class); // wattlint-ok: json-internal-api
    }

    private void store(Order order, Price price) {}

    record Item(String sku) {}
    record Cart(List<Item> items) {}
    record Order(String id) {}
    record Price(long cents) {}
    record Payment(String order) {}
}
