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

class WholeBodyTest {

    private final WholeBody body = new WholeBody(10, Duration.ofMillis(200));

    @Test
    void readsToTheEnd() throws WholeBody.NotWhole {
        assertThat(body.read(new ByteArrayInputStream("0123456ü9".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("0123456ü9");
    }

    @Test
    void readsNoMoreThanItMay() {
        WholeBody.NotWhole refused =
                catchThrowableOfType(WholeBody.NotWhole.class, () -> body.read(new ByteArrayInputStream(new byte[11])));

        assertThat(refused.isTooLarge()).isTrue();
    }

    @Test
    @Timeout(10)
    void waitsForNobodyWhoSendsAByteNowAndThen() {
        WholeBody.NotWhole refused = catchThrowableOfType(
                WholeBody.NotWhole.class, () -> new WholeBody(1_000_000, Duration.ofMillis(200)).read(dripping()));

        assertThat(refused.isTooLarge()).isFalse();
    }

    @Test
    void saysThatTheSenderWentAway() {
        WholeBody.NotWhole refused = catchThrowableOfType(
                WholeBody.NotWhole.class,
                () -> body.read(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("secret words of a connection");
                    }

                    @Override
                    public int read(byte[] part, int from, int length) throws IOException {
                        return read();
                    }
                }));

        assertThat(refused).hasMessage("The body did not arrive: the sender went away or fell silent.");
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
