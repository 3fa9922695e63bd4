// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rekindle.worker.webhook.LimitedBody.IncompleteBody;

class LimitedBodyTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void readsToTheEnd() throws IOException {
        assertThat(bounded(10, new ByteArrayInputStream("0123456ü9".getBytes(StandardCharsets.UTF_8)))
                        .readAllBytes())
                .isEqualTo("0123456ü9".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsNoMoreThanItMay() {
        IncompleteBody refused = refused(bounded(10, new ByteArrayInputStream(new byte[11])));

        assertThat(refused.isTooLarge()).isTrue();
    }

    @Test
    @Timeout(10)
    void waitsForNobodyWhoSendsAByteNowAndThen() {
        assertThat(refused(bounded(1_000_000, dripping())).isTooLarge()).isFalse();
    }

    @Test
    void saysThatTheSenderWentAway() {
        InputStream gone = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("secret words of a connection");
            }

            @Override
            public int read(byte[] part, int from, int length) throws IOException {
                return read();
            }
        };

        assertThat(refused(bounded(10, gone)))
                .hasMessage("The body did not arrive: the sender went away or fell silent.");
    }

    private static LimitedBody bounded(int largest, InputStream in) {
        return new LimitedBody(in, largest, SHORT);
    }

    private static IncompleteBody refused(LimitedBody body) {
        return catchThrowableOfType(IncompleteBody.class, body::readAllBytes);
    }

    private static InputStream dripping() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
                return 'x';
            }

            @Override
            public int read(byte[] part, int from, int length) throws IOException {
                part[from] = (byte) read();
                return 1;
            }
        };
    }
}
