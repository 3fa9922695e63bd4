// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.Escalation;
import tools.jackson.databind.JsonNode;

/** Makes the audience of a cluster from a fleet file without faults. */
final class AudienceMaker {

    private final LayeredKeys keys;

    AudienceMaker(YamlTree tree) {
        this.keys = LayeredKeys.ofTheTop(tree);
    }

    /** Who is told about the cluster; null when no one is. */
    @Nullable
    Audience audience(String cluster) {
        List<String> always = YamlTree.texts(keys.at(cluster, "/notify/always"));
        List<Escalation> questions = keys.at(cluster, "/notify/questions")
                .valueStream()
                .map(AudienceMaker::escalation)
                .toList();
        if (always.isEmpty() && questions.isEmpty()) {
            return null;
        }
        List<Integer> days = keys.at(cluster, "/notify/expiry")
                .valueStream()
                .map(JsonNode::intValue)
                .sorted(Comparator.reverseOrder())
                .toList();
        return new Audience(always, questions, days);
    }

    private static Escalation escalation(JsonNode question) {
        return new Escalation(after(question), YamlTree.texts(question.path("tell")));
    }

    private static Duration after(JsonNode question) {
        JsonNode after = question.path("after");
        if (after.isMissingNode()) {
            return Duration.ZERO;
        }
        return Durations.parse(after.asString());
    }
}
