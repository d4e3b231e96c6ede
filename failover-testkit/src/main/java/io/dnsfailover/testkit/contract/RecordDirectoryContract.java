package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordDirectory;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every {@link RecordDirectory} must do. */
@ExtendWith(RuleInTheMessage.class)
public abstract class RecordDirectoryContract {
    /** For subclasses. */
    protected RecordDirectoryContract() {}

    /**
     * The directory under test, which manages {@link #managed()} and knows what it holds.
     *
     * @return the same for the whole test
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract RecordDirectory directory() throws Exception;

    /**
     * The key of a record that the directory manages.
     *
     * @return of type A or AAAA; the same for the whole test
     */
    protected abstract RecordSetKey managed();

    /**
     * Makes the managed record hold something else. The directory shows it when this returns.
     *
     * @throws Exception when the fixture cannot
     */
    protected abstract void move() throws Exception;

    @Test
    @DisplayName("a managed record is found by its owner and type, under its own key")
    void current_ofAManagedRecord_isFound() throws Exception {
        assertThat(held().key()).isEqualTo(managed());
        assertThat(held().rdata()).isNotEmpty();
    }

    @Test
    @DisplayName("owners are found whatever their case (RFC 4343)")
    void current_ignoresCase() throws Exception {
        RecordDirectory directory = directory();
        DnsName shouted = DnsName.of(managed().owner().toString().toUpperCase(Locale.ROOT));

        assertThat(directory.current(shouted, managed().type())).isSameAs(held());
    }

    @Test
    @DisplayName("another owner or another type is not found: null")
    void current_ofAnythingElse_isNull() throws Exception {
        RecordDirectory directory = directory();
        DnsName owner = managed().owner();

        assertThat(directory.current(owner.child("below"), managed().type())).isNull();
        assertThat(directory.current(owner, RecordType.ANAME)).isNull();
    }

    @Test
    @DisplayName("the very same object is given until the record changes, and another one from then on")
    void current_isTheSameObject_untilItChanges() throws Exception {
        RecordSet before = held();
        assertThat(held()).isSameAs(before);

        move();

        assertThat(held().rdata()).isNotEqualTo(before.rdata());
        assertThat(held()).isSameAs(held());
    }

    @Test
    @DisplayName("what was given does not change when the record does")
    void current_isASnapshot() throws Exception {
        RecordSet before = held();
        String data = before.rdata().toString();

        move();

        assertThat(before.rdata()).hasToString(data);
    }

    @Test
    @DisplayName("the keys are all managed ones, cannot be changed, and are the very same object when a record moves")
    void keys_areImmutableAndStay() throws Exception {
        RecordDirectory directory = directory();

        assertThat(directory.keys()).contains(managed());
        assertThatThrownBy(() -> directory.keys().clear()).isInstanceOf(UnsupportedOperationException.class);
        var before = directory.keys();
        move();
        assertThat(directory.keys()).isSameAs(before);
    }

    @Test
    @DisplayName("readers on other threads see one state or the other while the record changes, and never nothing")
    void readers_neverSeeNothing() throws Exception {
        RecordDirectory directory = directory();
        RecordSet before = held();
        AtomicBoolean moved = new AtomicBoolean();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<@Nullable RecordSet> reader = thread.submit(() -> readUntil(moved, directory));
            move();
            moved.set(true);

            RecordSet last = reader.get(10, TimeUnit.SECONDS);
            assertThat(last).as("what the reader saw last").isNotNull().isIn(before, held());
        } finally {
            moved.set(true);
            thread.shutdownNow();
        }
    }

    /** The last thing that was read; null as soon as nothing was. */
    private @Nullable RecordSet readUntil(AtomicBoolean end, RecordDirectory directory) {
        RecordSet seen;
        do {
            seen = directory.current(managed().owner(), managed().type());
        } while (seen != null && !end.get());
        return seen;
    }

    private RecordSet held() throws Exception {
        RecordSet held = directory().current(managed().owner(), managed().type());
        assertThat(held).as("current() of the managed record %s", managed()).isNotNull();
        return Objects.requireNonNull(held);
    }
}
