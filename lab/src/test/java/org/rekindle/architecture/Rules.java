// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.temporal.workflow.WorkflowInterface;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.teardown.TeardownGuard;

/** The rules, for the modules below one root package: that of the project, or that of the code which breaks them. */
final class Rules {
    private final String root;

    /** @param root such as {@code org.rekindle} */
    Rules(String root) {
        this.root = root;
    }

    /** Dependencies point one way: worker to activities to workflows, lab to worker, and nothing to the lab. */
    ArchRule dependenciesPointOneWay() {
        return CompositeArchRule.of(doesNotDependOn("workflows", "activities", "worker", "lab"))
                .and(doesNotDependOn("activities", "worker", "lab"))
                .and(doesNotDependOn("worker", "lab"));
    }

    /** Workflows are replayed, so nothing in them may see the outside, nor any library that does. */
    ArchRule workflowsTouchNothingOutside() {
        return noClasses()
                .that(in("workflows"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.openstack4j..",
                                "io.fabric8..",
                                "com.marcnuri..",
                                "org.bouncycastle..",
                                "io.javalin..",
                                "io.grpc..",
                                "java.net..",
                                "javax.net..",
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..")
                        .as("touch the outside"));
    }

    /** A replay must decide as the first run did: time and chance come from {@code Workflow}, or from an argument. */
    ArchRule workflowsAreDeterministic() {
        DescribedPredicate<JavaCall<?>> timeOrChance = callOf("now", Instant.class)
                .or(callOf("now", LocalDate.class))
                .or(callOf("now", LocalDateTime.class))
                .or(callOf("now", LocalTime.class))
                .or(callOf("now", OffsetDateTime.class))
                .or(callOf("now", ZonedDateTime.class))
                .or(callOf("systemUTC", Clock.class))
                .or(callOf("systemDefaultZone", Clock.class))
                .or(callOf("currentTimeMillis", System.class))
                .or(callOf("nanoTime", System.class))
                .or(callOf("getenv", System.class))
                .or(callOf("random", Math.class))
                .or(callOf("randomUUID", UUID.class))
                .or(callOf("current", ThreadLocalRandom.class))
                .or(callOf("<init>", Random.class))
                .or(callOf("<init>", Thread.class))
                .or(callOf("sleep", Thread.class))
                .or(callOf("sleep", TimeUnit.class))
                .as("that differs from run to run");
        return noClasses().that(in("workflows")).should().callCodeUnitWhere(timeOrChance);
    }

    /** Decisions are plain functions: they can be read, tested and run without Temporal. */
    ArchRule decisionsDoNotKnowTemporal() {
        return noClasses()
                .that(in("workflows.decide").or(guards()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.temporal.."));
    }

    /** The checks of a delete stand with what destroys, and are decisions all the same. */
    private DescribedPredicate<JavaClass> guards() {
        Set<String> names =
                Set.of("TeardownGuard", "SweepGuard", "ApprovalCheck", "ByPolicy", "TeardownRateLimitDecision");
        return DescribedPredicate.describe(
                "check a delete", type -> in("workflows.teardown").test(type) && names.contains(type.getSimpleName()));
    }

    /** The guard stands in the activity that deletes. Nothing else keeps a second one from deleting without it. */
    ArchRule whatDeletesAClusterAsksTheGuard() {
        return ArchRuleDefinition.classes()
                .that(resideInAnyPackage(root + ".."))
                .and()
                .areNotInterfaces()
                .and()
                .areAssignableTo(MagnumActivities.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(TeardownGuard.class);
    }

    /**
     * A class that no other one names does nothing, as a remedy, a check or a format of alerts that is missing in its list.
     *
     * @param found full names of the classes that are found by a name in a file
     */
    ArchRule everyClassIsUsed(Set<String> found) {
        return ArchRuleDefinition.classes()
                .that(resideInAnyPackage(root + ".."))
                .and()
                .areTopLevelClasses()
                .should(new ArchCondition<>("be used by another class") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!isUsed(type) && !found.contains(type.getName())) {
                            events.add(
                                    SimpleConditionEvent.violated(type, type.getName() + " is used by no other class"));
                        }
                    }
                });
    }

    private static boolean isUsed(JavaClass type) {
        return type.getSimpleName().equals("package-info")
                || type.getPackage().getClasses().stream()
                        .filter(part -> isPartOf(part, type))
                        .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                        .anyMatch(use -> !isPartOf(use.getOriginClass(), type));
    }

    private static boolean isPartOf(JavaClass part, JavaClass type) {
        return part.getName().replaceFirst("\\$.*", "").equals(type.getName());
    }

    /** What happens is told in one module alone. */
    ArchRule activitiesImplementNoWorkflow() {
        DescribedPredicate<JavaClass> workflow = DescribedPredicate.describe(
                "a workflow",
                type -> !type.isInterface()
                        && type.getAllRawInterfaces().stream()
                                .anyMatch(contract -> contract.isAnnotatedWith(WorkflowInterface.class)));
        return noClasses().that(in("activities")).should(be(workflow));
    }

    /**
     * Waiting is for a condition, with a deadline.
     *
     * @param allowed full names of the classes that sleep for a reason of their own
     */
    ArchRule nothingSleeps(Set<String> allowed) {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are not listed as sleepers",
                        type -> !allowed.contains(type.getName().replaceFirst("\\$.*", ""))))
                .should()
                .callCodeUnitWhere(callOf("sleep", Thread.class).or(callOf("sleep", TimeUnit.class)));
    }

    /** Every package says of its references which may be null, by saying that the others may not. */
    static ArchRule everyPackageIsNullMarked() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("be in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage folder = type.getPackage();
                if (!folder.isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, folder.getName() + " has no package-info.java with @NullMarked"));
                }
            }
        });
    }

    private ArchRule doesNotDependOn(String module, String... others) {
        String[] packages =
                Arrays.stream(others).map(other -> root + "." + other + "..").toArray(String[]::new);
        return noClasses().that(in(module)).should().dependOnClassesThat(resideInAnyPackage(packages));
    }

    private DescribedPredicate<JavaClass> in(String module) {
        return resideInAnyPackage(root + "." + module + "..");
    }

    private static ArchCondition<JavaClass> be(DescribedPredicate<JavaClass> predicate) {
        return new ArchCondition<>("be " + predicate.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, predicate.test(type), type.getName() + " is " + predicate.getDescription()));
            }
        };
    }

    private static DescribedPredicate<JavaCall<?>> callOf(String method, Class<?> type) {
        return target(name(method))
                .and(target(owner(JavaClass.Predicates.assignableTo(type))))
                .forSubtype();
    }
}
