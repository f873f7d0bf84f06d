package com.acme.orders;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.client.RestTemplate;

class Orders {
    private final RestTemplate rest = new RestTemplate();

    List<Customer> customers(List<Order> orders) {
        List<Customer> found = new ArrayList<>();
        for (Order order : orders) {
            found.add(rest.getForObject("http://customer-service:8080/customers/" + order.customerId(), Customer.class)); // wattlint-expect: n-plus-one-http
        }
        return found;
    }

    Customer[] together(List<String> ids) {
        return rest.getForObject("http://customer-service:8080/customers?ids=" + String.join(",", ids), Customer[].class); // wattlint-ok: n-plus-one-http
    }
}
