// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of one request to the cloud and back, as far as it goes at once. */
final class Delivery {

    private final FaultPolicy.Verdict verdict;
    private final Upstream.Order order;
    private final Upstream upstream;
    private final TransitTime transit;
    private final List<Integer> answers = new ArrayList<>();

    Delivery(FaultPolicy.Verdict verdict, Upstream.Order order, Upstream upstream, TransitTime transit) {
        this.verdict = verdict;
        this.order = order;
        this.upstream = upstream;
        this.transit = transit;
    }

    /** What the cloud answered so far. */
    List<Integer> answers() {
        return List.copyOf(answers);
    }

    /** The answer that comes back, or null when none of the cloud's does. */
    @Nullable
    HttpResponse<byte[]> go() {
        NetworkFault trouble = verdict.trouble();
        if (trouble == null) {
            return send();
        }
        return switch (trouble) {
            case CUT_BEFORE, ERROR_BEFORE, TOO_MANY, LATE -> null;
            case CUT_AFTER, ERROR_AFTER -> {
                send();
                yield null;
            }
            case SLOW_REQUEST -> {
                transit.pass(verdict.pause());
                yield send();
            }
            case SLOW_ANSWER -> {
                HttpResponse<byte[]> answer = send();
                transit.pass(verdict.pause());
                yield answer;
            }
            case DUPLICATE -> {
                HttpResponse<byte[]> first = send();
                HttpResponse<byte[]> second = send();
                yield verdict.second() ? second : first;
            }
        };
    }

    private HttpResponse<byte[]> send() {
        HttpResponse<byte[]> answer = upstream.send(order);
        answers.add(answer.statusCode());
        return answer;
    }
}
