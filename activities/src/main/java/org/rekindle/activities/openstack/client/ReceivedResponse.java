// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.exceptions.ClientResponseException;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/** An answer that has been received whole, in openstack4j's terms. */
final class ReceivedResponse implements HttpResponse {

    private final java.net.http.HttpResponse<byte[]> received;

    ReceivedResponse(java.net.http.HttpResponse<byte[]> received) {
        this.received = received;
    }

    @Override
    public <T> T getEntity(Class<T> returnType) {
        return HttpEntityHandler.handle(this, returnType, null, true);
    }

    @Override
    public <T> T getEntity(Class<T> returnType, ExecutionOptions<T> options) {
        return HttpEntityHandler.handle(this, returnType, options, true);
    }

    @Override
    public <T> T readEntity(Class<T> typeToReadAs) {
        if (Redirect.is(getStatus())) {
            String target = Redirect.target(received.uri(), header("Location"));
            throw new ClientResponseException(Objects.requireNonNullElse(target, ""), getStatus());
        }
        try {
            byte[] body = typeToReadAs == KeystoneToken.class ? TokenAnswer.reduced(received.body()) : received.body();
            return ObjectMapperSingleton.getContext(typeToReadAs)
                    .readerFor(typeToReadAs)
                    .readValue(body);
        } catch (IOException e) {
            // Without the cause: a parser's message may quote the answer, and an answer may hold a token.
            throw new ClientResponseException("the answer is not what OpenStack would send", getStatus());
        }
    }

    @Override
    public int getStatus() {
        return received.statusCode();
    }

    /**
     * What the service says in the body, and the request's id: openstack4j makes its exceptions of this alone. The status
     * line's own words are not kept by the JDK's client.
     */
    @Override
    public String getStatusMessage() {
        String request = header("X-Openstack-Request-Id");
        String detail = ServiceError.detail(received.body());
        if (request == null) {
            return detail;
        }
        return detail + " (request " + request + ")";
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(received.body());
    }

    @Override
    public @Nullable String header(String name) {
        return received.headers().firstValue(name).orElse(null);
    }

    @Override
    public Map<String, String> headers() {
        return received.headers().map().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, header -> String.join(", ", header.getValue())));
    }

    @Override
    public @Nullable String getContentType() {
        return header("Content-Type");
    }

    @Override
    public void close() {}
}
