// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFault;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.fake.FakeFacts;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;

/**
 * A scenario, as its YAML file says it. {@code docs/lab/write-a-scenario.md} says how to write one.
 *
 * @param name what {@code lab run} calls it
 * @param id the number by which people speak of it, such as {@code S7}; null for one of the user's own
 * @param about what it shows, for people
 * @param speedUp how many seconds of the cloud pass in one real second
 * @param world the cloud as it is at the start
 * @param faults what goes wrong, by place and occurrence
 * @param autoscaler false for a site whose autoscaler does not understand the chart
 * @param websockets false for an ingress that passes no websockets
 * @param login true for a login in front of the hubs, which looks at a header
 * @param simulated what only fakes can play; null when real processes can play it all
 * @param clusters the {@code clusters:} block of the fleet file; its deadlines are those of life, and are sped up
 * @param start what starts the run
 * @param fleet other blocks of the fleet file by their names, such as {@code webhooks}; null when there are none
 * @param notices the {@code notify:} block of the fleet file; null when no one is told
 * @param people who has an SSH key that the fleet file lists; when empty, names are claims
 * @param approvals who answers at the gate, in order; no one when empty
 * @param resolutions who answers stuck steps, in order
 * @param expect what must come of it
 * @param meanwhile what another user changes while the run waits, in order; only on time that is skipped
 */
public record Scenario(
        String name,
        @Nullable String id,
        String about,
        double speedUp,
        CloudFixture world,
        List<CloudFault> faults,
        @Nullable Boolean autoscaler,
        @Nullable Boolean websockets,
        @Nullable Boolean login,
        @Nullable FakeFacts simulated,
        ObjectNode clusters,
        Start start,
        @Nullable ObjectNode fleet,
        @JsonProperty("notify") @Nullable ObjectNode notices,
        List<String> people,
        List<ApprovalBy> approvals,
        List<ResolutionBy> resolutions,
        Expectations expect,
        List<Change> meanwhile) {

    /** Fills in what was left out. */
    public Scenario {
        faults = orEmpty(faults);
        people = orEmpty(people);
        approvals = orEmpty(approvals);
        resolutions = orEmpty(resolutions);
        meanwhile = orEmpty(meanwhile);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        return List.copyOf(list);
    }

    /** Whether the site's autoscaler works. */
    public boolean autoscalerWorks() {
        return !Boolean.FALSE.equals(autoscaler);
    }

    /** Whether the hub's ingress passes websockets. */
    public boolean passesWebsockets() {
        return !Boolean.FALSE.equals(websockets);
    }

    /** Whether a login stands in front of the hubs. */
    public boolean hasLoginInFront() {
        return Boolean.TRUE.equals(login);
    }

    /**
     * Checks that it can be played there, with these hubs.
     *
     * @throws ScenarioFault when it cannot, with why
     */
    public void mustFit(OpenStackKind openstack, HubsKind hubs) {
        if (openstack == OpenStackKind.REAL && !faults.isEmpty()) {
            throw new ScenarioFault("faults: a real OpenStack cannot be made to fail. Play " + name
                    + " in the simulated one, or take its faults out.");
        }
        if (openstack == OpenStackKind.REAL && usesSsh()) {
            throw new ScenarioFault(
                    "clusters: ssh: a real OpenStack's machines are in memory here, and there is no log-in to"
                            + " them. Play " + name + " in the simulated one.");
        }
        List<String> ofSimulatedHubs = ofSimulatedHubs();
        if (hubs == HubsKind.REAL && !ofSimulatedHubs.isEmpty()) {
            throw new ScenarioFault(String.join(", ", ofSimulatedHubs)
                    + ": the ingress of real hubs passes websockets and has no login in front. Play " + name
                    + " without --hubs real, or take this out.");
        }
    }

    /** What it says that simulated hubs alone can play, as it is written. */
    private List<String> ofSimulatedHubs() {
        List<String> said = new ArrayList<>();
        if (!passesWebsockets()) {
            said.add("websockets: false");
        }
        if (hasLoginInFront()) {
            said.add("login: true");
        }
        return said;
    }

    /** Whether there is a way by SSH to the machines of a cluster. */
    boolean usesSsh() {
        return clusters.properties().stream()
                .anyMatch(cluster -> cluster.getValue().has("ssh"));
    }

    /** Whether real processes can play it, and not fakes alone. */
    public boolean fitsRealProcesses() {
        return simulated == null && meanwhile.isEmpty() && !start.isMoreThanOneRun();
    }

    /**
     * Checks that it can be played on time that is skipped.
     *
     * @throws ScenarioFault when it cannot, with why
     */
    public void mustFitSkippedTime() {
        if (start.alertmanager()) {
            throw new ScenarioFault("start.alertmanager: a real Alertmanager skips no time. Play " + name
                    + " without --skip-time, or put webhooks under start.alerts.");
        }
    }

    /** Whether the fleet file asks for a rescue, so that the hubs are as before after a rebuild. */
    boolean rescues() {
        return clusters.properties().stream()
                .anyMatch(cluster -> cluster.getValue().path("rescue").isObject());
    }

    /** The clusters whose policy approves a teardown by itself. */
    Set<String> preApproved() {
        return clusters.properties().stream()
                .filter(cluster -> cluster.getValue()
                        .path("policy")
                        .path("approval")
                        .path("teardown")
                        .asText()
                        .equals("pre-approved"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How the run is started.
     *
     * @param recover the cluster
     * @param by who asks
     * @param again who else asks for the same a moment later
     * @param alertmanager whether a real Alertmanager fires, instead of a person who asks; only in real processes
     * @param alerts webhooks that come instead of a person, in their order
     * @param survey whether a survey of the fleet starts it, instead of a person
     * @param rotate whether a rotation of the certificates is started, instead of a recovery
     */
    public record Start(
            String recover,
            String by,
            List<String> again,
            Boolean alertmanager,
            List<Webhook> alerts,
            Boolean survey,
            Boolean rotate) {

        /** Fills in what was left out. */
        public Start {
            again = orEmpty(again);
            alertmanager = Objects.requireNonNullElse(alertmanager, false);
            alerts = orEmpty(alerts);
            survey = Objects.requireNonNullElse(survey, false);
            rotate = Objects.requireNonNullElse(rotate, false);
        }

        boolean isMoreThanOneRun() {
            return survey || rotate || !again.isEmpty() || !alerts.isEmpty();
        }
    }

    /**
     * An alert, as Alertmanager sends it.
     *
     * @param status {@code firing} or {@code resolved}
     * @param forged whether its sender does not know the token
     * @param answer the status code that it must be answered with
     * @param whenDone whether it comes only after the run has ended
     */
    public record Webhook(String status, Boolean forged, int answer, Boolean whenDone) {

        /** Fills in what was left out. */
        public Webhook {
            forged = Objects.requireNonNullElse(forged, false);
            whenDone = Objects.requireNonNullElse(whenDone, false);
        }
    }

    /**
     * An approver at the gate.
     *
     * @param key whose key signs the answer, be it listed or not; null for a name alone
     * @param after how long they take, in real time; at once if not given
     * @param refused whether the run must refuse this answer, and the next one is asked; false if not given
     * @param rejects whether this approver says no; false if not given
     * @param late whether this approver lets a plan expire and answers the next one; false if not given
     */
    public record ApprovalBy(
            String by, @Nullable String key, Duration after, Boolean refused, Boolean rejects, Boolean late) {

        /** An approver who says yes. */
        public ApprovalBy(String by, Duration after) {
            this(by, null, after, false, false, false);
        }

        /** Fills in what was left out. */
        public ApprovalBy {
            after = Objects.requireNonNullElse(after, Duration.ZERO);
            refused = Objects.requireNonNullElse(refused, false);
            rejects = Objects.requireNonNullElse(rejects, false);
            late = Objects.requireNonNullElse(late, false);
        }
    }

    /**
     * A change by another person: in Magnum, or of the fleet file.
     *
     * @param phase in which the run waits when it happens
     * @param approvals how many the run has taken before it happens; none if not given
     * @param call a method and a path below Magnum's {@code /v1}, such as {@code DELETE /clustertemplates/old}; null for none
     * @param body of the request, none if null
     * @param removePerson whom the owner of the fleet file takes out of {@code people}; null for no one
     */
    public record Change(
            Phase phase,
            Integer approvals,
            @Nullable String call,
            @Nullable ObjectNode body,
            @Nullable String removePerson) {

        /** Fills in what was left out. */
        public Change {
            approvals = Objects.requireNonNullElse(approvals, 0);
            if ((call == null) == (removePerson == null)) {
                throw new ScenarioFault("meanwhile: say either call or removePerson.");
            }
        }

        /** What happens, for people. */
        String what() {
            return call == null ? "remove " + removePerson : call;
        }
    }

    /** An operator who answers a stuck step; {@code step} null means any step. */
    public record ResolutionBy(@Nullable String step, Resolution resolution, String by) {}

    /**
     * What must come of a run.
     *
     * @param outcome how it ends; null where that is what is to be found out
     * @param clustersLeft how many clusters the cloud has at the end; one if not given
     * @param mutations how many requests of each kind the cloud carried out; kinds left out are not looked at
     * @param decisions decisions that must be among those made
     * @param remedies the remedies that were chosen, one for each plan, in their order; not looked at when empty
     * @param evidence words that the report must have
     * @param messages by channel, words that its messages must have, one message each, in their order; not looked at when empty
     * @param runs how many runs the cluster has had; not looked at if not given
     * @param mostEvents the most events that the history may have; 300 if not given
     */
    public record Expectations(
            @Nullable Outcome outcome,
            @Nullable Integer clustersLeft,
            Map<Mutation.Kind, Integer> mutations,
            List<ExpectedDecision> decisions,
            List<Remedy> remedies,
            List<String> evidence,
            Map<String, List<String>> messages,
            @Nullable Integer runs,
            @Nullable Integer mostEvents) {

        /** Fills in what was left out. */
        public Expectations {
            mutations = mutations == null ? Map.of() : Map.copyOf(mutations);
            decisions = orEmpty(decisions);
            remedies = orEmpty(remedies);
            evidence = orEmpty(evidence);
            messages = messages == null ? Map.of() : Map.copyOf(messages);
        }

        /** Where the result is not known in advance: the invariants alone. */
        public static Expectations nothing() {
            return new Expectations(null, null, Map.of(), List.of(), List.of(), List.of(), Map.of(), null, null);
        }
    }

    /** A decision of this step whose choice and reason contain these words. */
    public record ExpectedDecision(
            String step, String choice, @Nullable String why) {}
}
