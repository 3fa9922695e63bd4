// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.hub.LineQueue.Item;

/** A stream may say anything for as long as it likes, and fills no memory. */
class LineQueueTest {

    private final LineQueue lines = new LineQueue();
    private long asked;
    private boolean cancelled;

    @Test
    void linesEndInEachOfThreeWaysAlsoWhereABufferEndsBetween() throws InterruptedException {
        begin();
        say("one\r");
        say("\ntwo\rthree\n\ncaf\u00c3");
        say("\u00a9");
        lines.onComplete();

        assertThat(texts()).containsExactly("one", "two", "three", "", "caf\u00e9", "the end");
    }

    @Test
    void aLineThatDoesNotEndEndsTheStream() throws InterruptedException {
        begin();
        for (int i = 0; i < 100 && !cancelled; i++) {
            say("x".repeat(64 * 1024));
        }

        assertThat(cancelled).isTrue();
        assertThat(lines.next(Duration.ZERO))
                .isInstanceOfSatisfying(
                        Item.End.class,
                        end -> assertThat(end.reason()).hasMessage("a line of its answer does not end"));
    }

    @Test
    void noMoreIsAskedForThanIsTaken() throws InterruptedException {
        begin();
        assertThat(asked).isEqualTo(1);
        say("begun");
        assertThat(asked).isEqualTo(2);
        say(" and ended\nnext\n");
        assertThat(asked).isEqualTo(2);
        assertThat(lines.next(Duration.ZERO)).isEqualTo(new Item.Line("begun and ended"));
        assertThat(lines.next(Duration.ZERO)).isEqualTo(new Item.Line("next"));
        assertThat(asked).isEqualTo(2);
        assertThat(lines.next(Duration.ZERO)).isNull();
        assertThat(asked).isEqualTo(3);
    }

    private void begin() {
        lines.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                asked += more;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private void say(String bytes) {
        lines.onNext(List.of(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private List<String> texts() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (@Nullable Item item = lines.next(Duration.ZERO); item != null; item = lines.next(Duration.ZERO)) {
            texts.add(item instanceof Item.Line line ? line.text() : "the end");
        }
        return texts;
    }
}
