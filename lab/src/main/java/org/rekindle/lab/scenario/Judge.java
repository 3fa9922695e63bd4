// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.messages.MessageRecorder;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.lab.scenario.Scenario.ExpectedDecision;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.RecoveryView;

/** Holds a run against what its scenario expects, and against what must hold in every run. */
final class Judge {

    /** The most events that the history of a recovery may have, however long it waited; where more than one cluster is made, more. */
    static final int MOST_EVENTS = 300;

    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(20);

    private final Scenario scenario;
    private final List<String> violations = new ArrayList<>();

    Judge(Scenario scenario) {
        this.scenario = scenario;
    }

    /** All that does not hold, in sentences. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** The run ended as expected, and for the expected reasons. */
    void run(RecoveryView view) {
        if (scenario.expect().outcome() != null
                && view.outcome() != scenario.expect().outcome()) {
            violations.add("The outcome is " + view.outcome() + ", expected was "
                    + scenario.expect().outcome() + ".");
        }
        List<String> chosen = remedies(view);
        List<String> wanted =
                scenario.expect().remedies().stream().map(Remedy::name).toList();
        if (!wanted.isEmpty() && !wanted.equals(chosen)) {
            violations.add("The remedies are " + chosen + ", expected were " + wanted + ".");
        }
        for (ExpectedDecision expected : scenario.expect().decisions()) {
            if (view.decisions().stream().noneMatch(decision -> fits(decision, expected))) {
                violations.add("No decision of step \"" + expected.step() + "\" has choice \"" + expected.choice()
                        + "\"" + (expected.why() == null ? "" : " and reason \"" + expected.why() + "\"") + ".");
            }
        }
    }

    /** The remedies that a run chose, one for each plan. */
    static List<String> remedies(RecoveryView view) {
        return view.decisions().stream()
                .filter(decision -> decision.choice() == ChoiceCode.CHOSEN)
                .map(Decision::chosen)
                .toList();
    }

    /** What the run was meant to leave for people is in the report. */
    void report(String text) {
        scenario.expect().evidence().stream()
                .filter(words -> !text.contains(words))
                .forEach(words -> violations.add("The report does not say \"" + words + "\"."));
    }

    /** People were told what they had to be told, in this order, and nothing else. */
    void messages(MessageRecorder recorder) throws InterruptedException {
        Map<String, List<String>> wanted = scenario.expect().messages();
        Map<String, Integer> awaited = wanted.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().size()));
        Map<String, List<String>> there = recorder.headlines(awaited, LONGEST_DELIVERY);
        wanted.forEach((channel, words) -> {
            if (!fits(words, there.getOrDefault(channel, List.of()))) {
                violations.add("The channel " + channel + " got " + there.getOrDefault(channel, List.of())
                        + ", expected was " + words + ".");
            }
        });
        if (recorder.forged() > 0) {
            violations.add(recorder.forged() + " messages were not signed by the channel's key.");
        }
    }

    private static boolean fits(List<String> words, List<String> headlines) {
        return words.size() == headlines.size()
                && IntStream.range(0, words.size())
                        .allMatch(i -> headlines.get(i).contains(words.get(i)));
    }

    /** There was no second run beside the first. */
    void runs(long count) {
        Integer wanted = scenario.expect().runs();
        if (wanted != null && wanted != count) {
            violations.add("The cluster has had " + count + " runs, expected was " + wanted + ".");
        }
    }

    /** The cloud was asked for what was expected, nothing twice, and nothing was destroyed without an approval. */
    void cloud(Mutations mutations, int clustersLeft, Approvals approvals) {
        int expectedLeft = Objects.requireNonNullElse(scenario.expect().clustersLeft(), 1);
        if (clustersLeft != expectedLeft) {
            violations.add("The cloud has " + clustersLeft + " clusters left, expected was " + expectedLeft + ".");
        }
        scenario.expect().mutations().forEach((kind, count) -> {
            if (mutations.carriedOut(kind) != count) {
                violations.add("The cloud carried out " + mutations.carriedOut(kind) + " of " + kind + ", expected was "
                        + count + ".");
            }
        });
        carriedOutOnce(mutations);
        permitted(mutations, approvals);
    }

    /**
     * What is left in a cloud whose requests were disturbed on their way: one cluster, the right one, and nothing that was destroyed
     * without an approval or carried out twice by the run's own fault.
     *
     * @param first the clusters that the scenario began with
     */
    void disturbedCloud(
            Testbed testbed, Set<String> first, RecoveryView end, List<Exchange> exchanges, Approvals approvals) {
        String known = Optional.ofNullable(end.after())
                .or(() -> Optional.ofNullable(end.before()))
                .map(Observation::cloud)
                .map(cluster -> cluster.identity().uuid().value())
                .orElse(null);
        violations.addAll(DisturbedInvariants.oneCluster(testbed.clusters(), testbed.remains(), known));
        if (end.outcome() == scenario.expect().outcome()) {
            DisturbedInvariants.rightCluster(end.outcome(), known != null && first.contains(known))
                    .ifPresent(violations::add);
        }
        violations.addAll(DisturbedInvariants.carriedOutTwice(exchanges));
        permitted(testbed.mutations(), approvals);
    }

    private static List<Mutation> carriedOut(Mutations mutations) {
        return mutations.all().stream().filter(each -> !each.refused()).toList();
    }

    private void carriedOutOnce(Mutations mutations) {
        Set<String> done = new HashSet<>();
        for (Mutation mutation : carriedOut(mutations)) {
            once(mutation)
                    .filter(what -> !done.add(what))
                    .ifPresent(what -> violations.add(what + " was carried out twice."));
        }
    }

    /** What must not be carried out twice; empty for what may. */
    private static Optional<String> once(Mutation mutation) {
        String cluster = String.valueOf(mutation.clusterUuid());
        return switch (mutation.kind()) {
            case CREATE -> Optional.ofNullable(mutation.runMark()).map(mark -> "The CREATE marked " + mark);
            case UPGRADE ->
                // A ladder has several, each to another template.
                Optional.of(upgrade(cluster, mutation.upgradeTo()));
            case DELETE -> Optional.of("DELETE of " + cluster);
            case NODE_GROUP_CHANGE ->
                Optional.ofNullable(mutation.newNodeGroup())
                        .map(group -> "The creation of node group " + group + " in " + cluster);
            case RESIZE,
                    UPDATE,
                    CREDENTIAL_ROTATION,
                    CERTIFICATE_SIGN,
                    CERTIFICATE_AUTHORITY_ROTATION,
                    TEMPLATE_CHANGE,
                    VOLUME_CHANGE,
                    LEFT_OVER_DELETE -> Optional.empty();
        };
    }

    private static String upgrade(String cluster, @Nullable String template) {
        if (template == null) {
            return "UPGRADE of " + cluster;
        }
        return "UPGRADE of " + cluster + " to " + template;
    }

    /** Every cluster that was made has the mark of a run, and every one that was deleted an approval. */
    private void permitted(Mutations mutations, Approvals approvals) {
        Map<String, String> markOf = new HashMap<>();
        for (Mutation mutation : carriedOut(mutations)) {
            String cluster = String.valueOf(mutation.clusterUuid());
            if (mutation.kind() == Mutation.Kind.CREATE) {
                created(cluster, mutation.runMark(), approvals, markOf);
            } else if (mutation.kind() == Mutation.Kind.DELETE) {
                deleted(cluster, mutation.at(), markOf.get(cluster), approvals);
            }
        }
    }

    private void created(String cluster, @Nullable String mark, Approvals approvals, Map<String, String> markOf) {
        if (mark == null || !approvals.isMark(mark)) {
            violations.add("Cluster " + cluster + " was created " + withMark(mark) + ".");
            return;
        }
        markOf.put(cluster, mark);
    }

    private static String withMark(@Nullable String mark) {
        if (mark == null) {
            return "without a mark";
        }
        return "with the mark " + mark + ", which is of none of the runs";
    }

    /** What a run made itself goes under any approval of its own; an approved plan must name everything else. */
    private void deleted(String cluster, Instant at, @Nullable String mark, Approvals approvals) {
        if (!approvals.named(cluster, at) && (mark == null || !approvals.ofRun(mark, at))) {
            violations.add("Cluster " + cluster + " was deleted at " + at
                    + " without an approval, given before, of a plan that names it.");
        }
    }

    /** Waiting costs no history. */
    void history(long events) {
        int most = Objects.requireNonNullElse(scenario.expect().mostEvents(), MOST_EVENTS);
        if (events > most) {
            violations.add("The history has " + events + " events; at most " + most + " are allowed.");
        }
    }

    /**
     * Where the fleet file asks for a rescue, the hub's Secret is as before under each of its keys.
     *
     * @return how many keys are, in words; empty where no rescue is asked for
     */
    Optional<String> hubs(Map<String, String> before, Map<String, String> after) {
        if (!scenario.rescues()) {
            return Optional.empty();
        }
        if (before.isEmpty()) {
            violations.add("No hub had a Secret to rescue.");
        }
        List<String> others = before.entrySet().stream()
                .filter(each -> !each.getValue().equals(after.get(each.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        others.forEach(key -> violations.add(key + " is not as it was before."));
        return Optional.of("the hub's Secret: " + (before.size() - others.size()) + " of " + before.size()
                + " keys are as before");
    }

    /** Those who had something on the hubs before have it again. */
    void users(List<String> missed) {
        violations.addAll(missed);
    }

    /** What a proof makes for itself is gone. */
    void proofs(List<String> left) {
        violations.addAll(left);
    }

    /** No secret is anywhere it must not be. */
    void secrets(List<String> leaks) {
        violations.addAll(leaks);
    }

    /** Something else that does not hold. */
    void add(String violation) {
        violations.add(violation);
    }

    private static boolean fits(Decision decision, ExpectedDecision expected) {
        return Sentences.step(decision).equals(expected.step())
                && Sentences.choice(decision).contains(expected.choice())
                && (expected.why() == null || Sentences.why(decision).contains(expected.why()));
    }
}
