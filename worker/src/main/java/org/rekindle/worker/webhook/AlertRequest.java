// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request with alerts: its headers, and its body, which is bounded in size and time. */
public final class AlertRequest {

    /** Programs of Windows write it before the text; it is none of it. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Opens the body. */
    interface Opener {

        InputStream open() throws IOException;
    }

    private final Function<String, @Nullable String> headers;
    private final Charset charset;
    private final Opener body;
    private final @Nullable X509Certificate certificate;

    /** One whose sender shows no certificate. */
    AlertRequest(Function<String, @Nullable String> headers, Charset charset, Opener body) {
        this(headers, charset, body, null);
    }

    /** @param certificate what the client has proven to be its own; null when it showed none */
    AlertRequest(
            Function<String, @Nullable String> headers,
            Charset charset,
            Opener body,
            @Nullable X509Certificate certificate) {
        this.headers = headers;
        this.charset = charset;
        this.body = body;
        this.certificate = certificate;
    }

    /** The same request with a body that was read already. */
    public AlertRequest with(byte[] read) {
        return new AlertRequest(headers, charset, () -> new ByteArrayInputStream(read), certificate);
    }

    /** The client's own certificate, by an authority of ours; null when it showed none. */
    public @Nullable X509Certificate certificate() {
        return certificate;
    }

    /** The value of a header, with commas between those of several of the same name; null when it is not there. */
    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    /** The body, decompressed. It can be read once. */
    public InputStream bytes() throws IOException {
        return body.open();
    }

    /** The body as text, without a byte order mark. It can be read once. */
    public Reader text() throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(bytes(), charset));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }
}
