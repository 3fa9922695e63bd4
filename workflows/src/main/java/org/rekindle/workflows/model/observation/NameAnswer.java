// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one DNS server says of a name.
 *
 * @param server as people know it: {@code ns1.example.org (192.0.2.53)}
 * @param trouble why it said nothing, the end of a sentence; null when it answered
 * @param aliases the names to which CNAME records lead, in order
 * @param addresses of the A and AAAA records at their end; none when there is no record
 * @param ttl how long the shortest of them may be kept; at a resolver what is left of it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NameAnswer(
        String server, @Nullable String trouble, List<String> aliases, List<String> addresses, Duration ttl) {

    /** It said nothing. */
    public static NameAnswer silent(String server, String trouble) {
        return new NameAnswer(server, trouble, List.of(), List.of(), Duration.ZERO);
    }

    /** Whether it answered, be it that there is no record. */
    public boolean isAnswered() {
        return trouble == null;
    }
}
