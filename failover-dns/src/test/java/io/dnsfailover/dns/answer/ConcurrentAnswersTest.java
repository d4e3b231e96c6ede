package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

class ConcurrentAnswersTest {
    private static final int READERS = 4;
    private static final int CHANGES = 20_000;
    private static final String ZONE = "example.com.";
    private static final String OWNER = "moving.example.com.";
    private static final String[] OLD = {"192.0.2.1", "192.0.2.2", "192.0.2.3"};
    private static final String[] NEW = {"198.51.100.1", "198.51.100.2"};

    private final MemoryDirectory directory = Fixture.directory().put(ZONE, OWNER, RecordType.A, OLD);
    private final Answerer answerer = Fixture.answerer(directory);
    private final AtomicInteger wrong = new AtomicInteger();
    private volatile boolean done;

    @Test
    void answer_whileTheRecordMoves_isTheOldOrTheNewWholeAnswer() throws Exception {
        int asked = whileReaders(this::readMoving, () -> {
            for (int i = 0; i < CHANGES; i++) {
                directory.put(ZONE, OWNER, RecordType.A, i % 2 == 0 ? NEW : OLD);
            }
        });

        assertThat(wrong).hasValue(0);
        assertThat(asked).isGreaterThan(READERS);
        assertThat(answerer.failures()).isZero();
        assertThat(Fixture.ask(answerer, OWNER, "A").getSection(Section.ANSWER)).hasSize(OLD.length);
    }

    @Test
    void answer_whilePoliciesComeAndGo_othersAreNotTouchedAndTheOneIsThereOrNot() throws Exception {
        whileReaders(this::readComing, () -> {
            for (int i = 0; i < CHANGES / 10; i++) {
                directory.put(ZONE, "coming.example.com.", RecordType.A, "192.0.2.7");
                directory.remove(ZONE, "coming.example.com.", RecordType.A);
            }
        });

        assertThat(wrong).hasValue(0);
        assertThat(answerer.failures()).isZero();
        assertThat(Fixture.rcode(Fixture.ask(answerer, "coming.example.com.", "A")))
                .isEqualTo("NXDOMAIN");
    }

    private int readMoving() {
        int asked = 0;
        while (!done) {
            String answer = Fixture.answer(Fixture.ask(answerer, OWNER, "A"));
            if (!answer.equals(text(OLD)) && !answer.equals(text(NEW))) {
                wrong.incrementAndGet();
            }
            asked++;
        }
        return asked;
    }

    private static String text(String[] addresses) {
        List<String> lines = new ArrayList<>();
        for (String address : addresses) {
            lines.add(OWNER + " 30 A " + address);
        }
        return String.join("; ", lines);
    }

    private int readComing() {
        int asked = 0;
        while (!done) {
            Message coming = Fixture.ask(answerer, "coming.example.com.", "A");
            boolean there = Fixture.rcode(coming).equals("NOERROR")
                    && Fixture.answer(coming).equals("coming.example.com. 30 A 192.0.2.7");
            // SERVFAIL: between two looks at the directory the record went away; it is not remembered by anybody.
            boolean gone = Fixture.rcode(coming).equals("NXDOMAIN")
                    || Fixture.rcode(coming).equals("SERVFAIL");
            boolean other =
                    Fixture.ask(answerer, OWNER, "A").getSection(Section.ANSWER).size() == OLD.length;
            if (!(there || gone) || !other) {
                wrong.incrementAndGet();
            }
            asked++;
        }
        return asked;
    }

    private int whileReaders(Callable<Integer> reader, Runnable changes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        CountDownLatch started = new CountDownLatch(READERS);
        try {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> {
                    started.countDown();
                    return reader.call();
                }));
            }
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            changes.run();
            done = true;
            int asked = 0;
            for (Future<Integer> one : readers) {
                asked += one.get(10, TimeUnit.SECONDS);
            }
            return asked;
        } finally {
            done = true;
            threads.shutdownNow();
        }
    }
}
