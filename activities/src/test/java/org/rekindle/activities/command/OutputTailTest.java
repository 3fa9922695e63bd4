// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTailTest {

    private final OutputTail tail = new OutputTail();

    @Test
    void keepsAllOfAShortOutput() {
        assertThat(tailOf("one\ntwo")).isEqualTo("one\ntwo");
    }

    @Test
    void ofALongOutputItKeepsWholeLinesAtTheEnd() {
        String kept = tailOf("a-secret-line\n".repeat(10_000) + "the end\n");

        assertThat(kept)
                .hasSizeLessThanOrEqualTo(OutputTail.MOST)
                .startsWith("a-secret-line\n")
                .endsWith("the end\n");
    }

    @Test
    void aLineTooLongToBeKeptWholeIsNotShown() {
        assertThat(tailOf("x".repeat(OutputTail.MOST + 1))).doesNotContain("x".repeat(20));
    }

    @Test
    void whatWasReadBeforeTheStreamBrokeOffIsKept() {
        tail.read(new SequenceInputStream(
                new ByteArrayInputStream("deploying\n".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        throw new IOException("broken");
                    }
                }));

        assertThat(tail.text()).startsWith("deploying\n").contains("could not be read");
    }

    private String tailOf(String output) {
        tail.read(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        return tail.text();
    }
}
