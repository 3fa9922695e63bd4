// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;

final class SentencesTest {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}|\\[!?(\\w+)\\?");

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void everyReasonIsASentenceWithItsFacts(ReasonCode code) {
        Map<String, String> facts = NAME.matcher(Patterns.of(code))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> "<" + name + ">."));

        String with = Sentences.of(new Reason(code, facts, List.of()));
        String without = Sentences.of(Reason.of(code));

        assertThat(List.of(with, without))
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotContain("[", "]", "{", "}", "  "));
        assertThat(with).doesNotContain(Sentences.UNKNOWN).matches("(?s).*[.:]$");
        assertThat(without).doesNotContain("<");
    }

    @Test
    void aTextIsSaidWhereItsFactIsKnownAndAnotherWhereItIsNot() {
        Reason rotated = Reason.of(ReasonCode.AUTHORITY_ROTATED, "end", "noon")
                .with("named", "AA")
                .with("issuer", "CN=k");

        assertThat(Sentences.of(rotated)).contains("(its key is not known)", "is valid until noon");
        assertThat(Sentences.of(rotated.with("key", "BB").with("expired", "yes")))
                .contains("(key BB)", "expired at noon")
                .doesNotContain("is not known", "valid until");
    }

    @Test
    void whatOthersSayIsNotTakenForAPattern() {
        assertThat(Sentences.of(Reason.of(ReasonCode.API_SAID, "said", "It says {end} and [key?x] and $1 and \\.")))
                .isEqualTo("It says {end} and [key?x] and $1 and \\.");
    }

    @Test
    void whatOthersSayEndsWithOneFullStop() {
        assertThat(Sentences.of(
                        Reason.of(ReasonCode.NOT_UP_IN_TIME, "longest", "4 h").with("seen", "CREATE_IN_PROGRESS")))
                .endsWith("last seen: CREATE_IN_PROGRESS.");
        assertThat(Sentences.of(Reason.of(ReasonCode.API_REFUSES_US, "detail", "401 Unauthorized.")))
                .contains("(401 Unauthorized), so");
        assertThat(Sentences.of(Reason.of(ReasonCode.API_SAID, "said", "It says so.")))
                .isEqualTo("It says so.");
    }

    @Test
    void aFactThatIsLackingFailsNoPage() {
        assertThat(Sentences.of(Reason.of(ReasonCode.CERTIFICATE_RENEWED)))
                .isEqualTo("The certificate now ends at (unknown).");
    }

    @Test
    void severalReasonsFollowEachOther() {
        assertThat(Sentences.why(Decision.of(
                        StepId.REBUILD,
                        ChoiceCode.TAKEN,
                        Reason.of(ReasonCode.CAME_UP),
                        Reason.of(ReasonCode.SOMETHING_IS_WRONG))))
                .isEqualTo("It came up. Something is wrong.");
    }

    @Test
    void theReasonsOfAReasonAreSaidAfterIt() {
        Reason refused = Reason.of(ReasonCode.CREATE_REFUSED)
                .because(List.of(
                        Reason.of(ReasonCode.CREATE_NO_NODE_GROUP),
                        Reason.of(ReasonCode.CREATE_KEYPAIR_UNKNOWN, "name", "ops")));

        assertThat(Sentences.of(refused))
                .isEqualTo(
                        "Magnum would refuse the create: The shape names no node group. The user has no keypair ops.");
    }

    @ParameterizedTest
    @EnumSource(Clue.class)
    void everyClueHasASentence(Clue clue) {
        assertThat(Sentences.of(clue)).endsWith(".");
    }

    @Test
    void noTwoCluesSayTheSame() {
        assertThat(Stream.of(Clue.values()).map(Sentences::of)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPLATE, t, template t",
        "UPGRADE, '', upgrade",
        "UPGRADE, t, upgrade to t",
        "SECOND_UPGRADE, '', second upgrade",
        "REMEDY, '', remedy",
        "REMEDY, REBUILD_BESIDE, remedy rebuild beside",
        "VOLUMES, '', volumes",
        "STATE, '', state",
        "CREATE, '', create",
        "QUOTA, '', quota",
        "FRESH_CLIENT_CERTIFICATE, '', fresh client certificate",
        "RENEW_IN_PLACE, '', renew in place",
        "REBUILD, t, rebuild from t",
        "DUPLICATE, u, duplicate u",
        "DEGRADED_CLUSTER, u, degraded cluster u",
        "WATCH, '', watch the new cluster",
    })
    void aStepIsNamed(StepId step, String about, String words) {
        assertThat(Sentences.step(Decision.of(step, about, ChoiceCode.SKIPPED))).isEqualTo(words);
    }

    @Test
    void everyChoiceIsNamedAndNoTwoAlike() {
        TreeSet<String> named = new TreeSet<>();
        for (ChoiceCode choice : ChoiceCode.values()) {
            named.add(Sentences.choice(Decision.of(StepId.UPGRADE, choice).naming(choice.name())));
        }

        assertThat(named)
                .hasSize(ChoiceCode.values().length)
                .contains("chosen", "to UPGRADE_TO", "is REPORTED", "left out", "not chosen", "taken", "given up")
                .contains("accepted, though Magnum still says ACCEPTED", "magnum: TO_BE_WRITTEN")
                .noneMatch(String::isBlank);
    }

    @Test
    void aDecisionIsTheSameAfterAHistory() {
        Decision decision = Decision.of(
                        StepId.TEMPLATE,
                        "t",
                        ChoiceCode.LEFT_OUT,
                        Reason.of(ReasonCode.CREATE_REFUSED)
                                .because(List.of(Reason.of(ReasonCode.CREATE_KEYPAIR_UNKNOWN, "name", "ops"))))
                .naming("x");
        Payload travelling =
                DefaultDataConverter.STANDARD_INSTANCE.toPayload(decision).orElseThrow();

        assertThat(DefaultDataConverter.STANDARD_INSTANCE.fromPayload(travelling, Decision.class, Decision.class))
                .isEqualTo(decision);
    }

    @Test
    void factsAreInTheOrderOfTheirNamesHoweverTheyCame() {
        Map<String, String> facts = new LinkedHashMap<>();
        List.of("zeta", "alpha", "mid").forEach(name -> facts.put(name, "1"));

        assertThat(new Reason(ReasonCode.API_SAID, facts, List.of()).facts().keySet())
                .containsExactly("alpha", "mid", "zeta");
    }

    @Test
    void aDecisionRestsOnTheCodesOfItsReasons() {
        Decision decision = Decision.of(
                StepId.UPGRADE,
                ChoiceCode.GIVEN_UP,
                Reason.of(ReasonCode.UPGRADE_NOT_ASKED_FOR).because(List.of(Reason.of(ReasonCode.UPGRADE_TRIED))));

        assertThat(decision.rests(ReasonCode.UPGRADE_NOT_ASKED_FOR)).isTrue();
        assertThat(decision.rests(ReasonCode.UPGRADE_TRIED)).isTrue();
        assertThat(decision.rests(ReasonCode.UPGRADE_POLICY_NEVER)).isFalse();
    }
}
