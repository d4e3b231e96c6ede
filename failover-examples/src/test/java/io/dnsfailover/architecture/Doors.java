package io.dnsfailover.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Time, threads and randomness each have one door; everything else takes them from there, so that a test can hold them.
 */
final class Doors {
    /** One class for each module that owns threads or reads a clock. */
    private static final Set<String> KEEPERS = Set.of(
            "io.dnsfailover.internal.engine.SystemTime",
            "io.dnsfailover.internal.engine.SystemScheduler",
            "io.dnsfailover.probes.internal.ProbeThreads",
            "io.dnsfailover.dns.internal.DnsThreads",
            "io.dnsfailover.notify.internal.NotifyThreads");

    private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.time.InstantSource");

    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread",
            "java.util.Timer",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.Random",
            "java.security.SecureRandom");

    private static final Set<String> CALLS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.lang.Thread.startVirtualThread",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.ForkJoinPool.commonPool",
            "java.util.concurrent.CompletableFuture.orTimeout",
            "java.util.concurrent.CompletableFuture.completeOnTimeout",
            "java.util.concurrent.CompletableFuture.delayedExecutor",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random");

    private static final List<Predicate<AccessTarget>> SHUT = List.of(
            target -> CALLS.contains(target.getOwner().getName() + "." + target.getName()),
            target -> THREADS.contains(target.getOwner().getName()) && isConstructor(target),
            target -> target.getOwner().getName().equals("java.util.concurrent.Executors"),
            target -> target.getOwner().getName().equals("java.util.concurrent.ThreadLocalRandom"),
            target -> CLOCKS.contains(target.getOwner().getName())
                    && target.getName().startsWith("system"),
            Doors::readsTheWallClock,
            Doors::seedsItself,
            Doors::borrowsTheCommonPool);

    private Doors() {}

    static boolean isKeeper(JavaClass type) {
        return KEEPERS.contains(outermost(type).getName());
    }

    static ArchCondition<JavaClass> bePassedBy() {
        return new ArchCondition<>("read clocks, make threads or random numbers of their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (SHUT.stream().anyMatch(door -> door.test(access.getTarget()))) {
                        events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
                    }
                }
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Doors::outermost).orElse(type);
    }

    private static boolean isConstructor(AccessTarget target) {
        return target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
    }

    private static boolean readsTheWallClock(AccessTarget target) {
        return target.getOwner().getPackageName().startsWith("java.time")
                && target.getName().equals("now")
                && parameters(target).noneMatch(type -> CLOCKS.contains(type.getName()));
    }

    private static boolean seedsItself(AccessTarget target) {
        return target.getOwner().getName().equals("java.util.SplittableRandom")
                && isConstructor(target)
                && parameters(target).findAny().isEmpty();
    }

    private static boolean borrowsTheCommonPool(AccessTarget target) {
        return target.getOwner().isAssignableTo(CompletableFuture.class)
                && target.getName().endsWith("Async")
                && parameters(target).noneMatch(type -> type.isAssignableTo(Executor.class));
    }

    private static Stream<JavaClass> parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget code
                ? code.getRawParameterTypes().stream()
                : Stream.empty();
    }
}
