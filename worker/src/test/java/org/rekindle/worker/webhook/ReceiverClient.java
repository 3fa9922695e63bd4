// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Sends to the receivers of a server on this machine. */
final class ReceiverClient {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    ReceiverClient(int port) {
        this.port = port;
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String receiver, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/webhooks/" + receiver))
                .method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
