<?php

declare(strict_types=1);

namespace App\Services;

use OpenAI;
use OpenAI\Client;

/** Sorts reviews of the shop. */
final class ReviewService
{
    private const MODEL = 'gpt-4o';

    private const PROMPT = <<<'TEXT'
    Classify the review into exactly one of: praise, complaint, question.
    Answer with the label only.
    TEXT;

    public function __construct(private readonly Client $client, private string $small = 'gpt-4o-mini')
    {
    }

    public function classify(string $review): string
    {
        $response = $this->client->chat()->create([ // wattlint-expect: oversized-model
            'model' => self::MODEL,
            'max_tokens' => 5,
            'messages' => [
                ['role' => 'system', 'content' => self::PROMPT],
                ['role' => 'user', 'content' => $review],
            ],
        ]);

        return match (strtolower(trim($response->choices[0]->message->content))) {
            'praise', 'complaint' => 'handled',
            default => 'other',
        };
    }

    public function isSpam(string $review): bool
    {
        $client = OpenAI::client(getenv('OPENAI_KEY'));
        $answer = $client->chat()->create([ // wattlint-expect: oversized-model
            'model' => getenv('SPAM_MODEL') ?: 'gpt-4-turbo',
            'max_tokens' => 1,
            'messages' => [['role' => 'user', 'content' => "Is this review spam? Answer yes or no.\n\n{$review}"]],
        ]);

        return strtolower(trim($answer->choices[0]->message->content)) === 'yes';
    }

    public function score(string $review): int
    {
        $result = $this->client->chat()->create([ // wattlint-expect: oversized-model
            'model' => 'gpt-4o',
            'messages' => [['role' => 'user', 'content' => 'Rate the review from 1 to 5. Reply with only a number: ' . $review]],
        ]);

        return (int) trim($result->choices[0]->message->content);
    }

    // Small already.
    public function isQuestion(string $review): bool
    {
        $answer = $this->client->chat()->create([ // wattlint-ok: oversized-model
            'model' => 'gpt-4.1-nano',
            'max_tokens' => 1,
            'messages' => [['role' => 'user', 'content' => "Is this a question? Answer yes or no. $review"]],
        ]);

        return str_contains(strtolower($answer->choices[0]->message->content), 'yes');
    }

    // Writes to the customer.
    public function draftReply(string $review, string $tone): string
    {
        $response = $this->client->chat()->create([ // wattlint-ok: oversized-model
            'model' => self::MODEL,
            'messages' => [
                ['role' => 'system', 'content' => "You answer reviews in a $tone and detailed way; classify nothing."],
                ['role' => 'user', 'content' => $review],
            ],
        ]);

        return $response->choices[0]->message->content;
    }

    // An image has to be looked at.
    public function hasProductInPhoto(string $url): bool
    {
        $answer = $this->client->chat()->create([ // wattlint-ok: oversized-model
            'model' => self::MODEL,
            'max_tokens' => 1,
            'messages' => [['role' => 'user', 'content' => [
                ['type' => 'text', 'text' => 'Is our product in this photo? Answer yes or no.'],
                ['type' => 'image_url', 'image_url' => ['url' => $url]],
            ]]],
        ]);

        return trim($answer->choices[0]->message->content) === 'yes';
    }
}
