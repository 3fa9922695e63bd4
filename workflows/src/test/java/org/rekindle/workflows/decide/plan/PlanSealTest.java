// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.plan.StepId;

final class PlanSealTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** The constants that a field may have. */
    private static final Map<String, List<String>> ENUMS = Map.of(
            "remedy", names(Remedy.values()),
            "condition", names(Condition.values()),
            "cause", names(Cause.values()),
            "certainty", names(Certainty.values()),
            "evidence", names(Evidence.values()),
            "step", names(StepId.values()),
            "choice", names(ChoiceCode.values()),
            "code", names(ReasonCode.values()));

    @Test
    void whatWasSealedHolds() {
        assertThat(PlanSeal.holds(PlanSeal.seal(Plans.rebuild()))).isTrue();
    }

    @Test
    void theOrderOfMapEntriesDoesNotMatter() {
        Map<String, String> one = new LinkedHashMap<>();
        Map<String, String> other = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            one.put("label-" + i, "value");
            other.put("label-" + (19 - i), "value");
        }

        assertThat(PlanSeal.seal(Plans.rebuildWithLabels(one)).sha256())
                .isEqualTo(PlanSeal.seal(Plans.rebuildWithLabels(other)).sha256());
    }

    @Test
    void itHoldsAfterTheJourneyThroughAHistory() {
        SealedPlan sealed = PlanSeal.seal(Plans.rebuild());
        Payload travelling =
                DefaultDataConverter.STANDARD_INSTANCE.toPayload(sealed).orElseThrow();
        SealedPlan arrived =
                DefaultDataConverter.STANDARD_INSTANCE.fromPayload(travelling, SealedPlan.class, SealedPlan.class);

        assertThat(PlanSeal.holds(arrived)).isTrue();
    }

    /** Changes every single value of the plan, however deep, one at a time. */
    @Test
    void anyChangeBreaksTheSeal() throws Exception {
        SealedPlan sealed = PlanSeal.seal(Plans.rebuild());
        JsonNode plan = JSON.valueToTree(sealed.plan());
        List<String> changed = new ArrayList<>();
        for (String pointer : leaves(plan, "")) {
            JsonNode copy = plan.deepCopy();
            change(copy, pointer);
            RecoveryPlan other = JSON.treeToValue(copy, RecoveryPlan.class);
            assertThat(PlanSeal.holds(new SealedPlan(other, sealed.sha256())))
                    .as(pointer)
                    .isFalse();
            changed.add(pointer);
        }
        assertThat(changed).hasSizeGreaterThan(60);
    }

    private static List<String> leaves(JsonNode node, String at) {
        List<String> leaves = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(entry -> leaves.addAll(leaves(entry.getValue(), at + "/" + entry.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves.addAll(leaves(node.get(i), at + "/" + i));
            }
        } else if (!node.isNull()) {
            leaves.add(at);
        }
        return leaves;
    }

    private static void change(JsonNode root, String pointer) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        JsonNode old = root.at(pointer);
        if (parent instanceof ObjectNode object) {
            if (old.isTextual()) {
                object.put(last, other(last, old.asText()));
            } else if (old.isBoolean()) {
                object.put(last, !old.asBoolean());
            } else {
                object.put(last, old.asLong() + 1);
            }
        } else {
            ((ArrayNode) parent)
                    .set(Integer.parseInt(last), JSON.getNodeFactory().textNode(other(last, old.asText())));
        }
    }

    /** Another constant or UUID where the field holds one, since a plan with any other text could not be read. */
    private static String other(String field, String text) {
        if (ClusterUuid.read(text) != null) {
            return Samples.clusterUuid(text).value();
        }
        List<String> names = ENUMS.getOrDefault(field, List.of());
        int at = names.indexOf(text);
        return at < 0 ? text + "x" : names.get((at + 1) % names.size());
    }

    private static List<String> names(Enum<?>... constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }
}
